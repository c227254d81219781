-- Signing in: whom an issuer's subject is, who is signed in, and who has begun to.

create table platform.account (
  id uuid primary key,
  provider text not null,
  subject text not null,
  kind text not null check (kind in ('staff', 'citizen')),
  person_id text not null,
  linked_at timestamptz not null,
  unique (provider, subject),
  unique (provider, kind, person_id)
);
comment on table platform.account is
  'History: the person an issuer''s subject turned out to be at the first sign-in: an id of staff, or of a party.';
grant select, insert on platform.account to khoso_app;

create table platform.session (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  provider text not null,
  kind text not null check (kind in ('staff', 'citizen')),
  person_id text not null,
  name text not null,
  level text,
  signed_in_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_person on platform.session (kind, person_id);
create index session_expiry on platform.session (expires_at);
comment on table platform.session is 'Who is signed in, by the SHA-256 of the token in their cookie. Ended ones are deleted.';
grant select, insert, update, delete on platform.session to khoso_app;

create table platform.sign_in_attempt (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  provider text not null,
  state text not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  expires_at timestamptz not null
);
create index sign_in_attempt_expiry on platform.sign_in_attempt (expires_at);
comment on table platform.sign_in_attempt is 'A sign-in under way, known by the browser that began it; used once.';
grant select, insert, delete on platform.sign_in_attempt to khoso_app;

select platform.seal_history('platform.account', 'id', 'linked_at');
