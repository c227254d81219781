-- Verification: which public code stands for which result, with which keys it was sealed, what was published about
-- it, and who was answered. A code is random and says nothing; the status list of its number is public.

create schema verification;
grant usage on schema verification to khoso_app;

create table verification.issuing_key (
  kid text primary key check (kid ~ '^[0-9a-f]{16}$'),
  use text not null check (use in ('qr', 'status')),
  ordinal integer not null check (ordinal >= 1),
  public_jwk jsonb not null,
  scope text not null,
  not_before timestamptz not null,
  not_after timestamptz not null check (not_after > not_before),
  retired_at timestamptz,
  compromised_since timestamptz,
  unique (use, ordinal)
);
comment on table verification.issuing_key is
  'Keys that seal QR codes and sign status lists. The private half is in the secrets folder; only the end of a key is ever written later.';
grant select, insert, update (retired_at, compromised_since) on verification.issuing_key to khoso_app;

create table verification.type_number (
  type_code text primary key,
  number integer not null unique check (number >= 1),
  recorded_at timestamptz not null
);
comment on table verification.type_number is
  'History: the short number a QR carries instead of the code of a result type; the trust list names it.';
grant select, insert on verification.type_number to khoso_app;

create table verification.status_list (
  id integer primary key check (id >= 1),
  entries integer not null check (entries > 0),
  opened_at timestamptz not null
);
comment on table verification.status_list is
  'History: status lists opened. Entries are given out at random, so that a place says nothing of the order of issue.';
grant select, insert on verification.status_list to khoso_app;

create table verification.qr_code (
  code text primary key check (code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
  list_id integer not null references verification.status_list (id),
  list_index integer not null check (list_index >= 0),
  standing text not null check (standing in ('reserved', 'issued', 'lapsed')),
  status_value smallint not null check (status_value between 0 and 15),
  result_id uuid unique references results.result (id),
  qr_text text not null,
  kid text not null references verification.issuing_key (kid),
  sealed_digest text not null check (sealed_digest ~ '^[0-9a-f]{32}$'),
  sealed_at timestamptz not null,
  changed_at timestamptz not null,
  reserved_by text,
  reference text,
  record_salt bytea,
  record_seal bytea,
  lapses_at timestamptz,
  unique (list_id, list_index),
  unique (reserved_by, reference),
  check ((standing = 'issued') = (result_id is not null)),
  check ((reserved_by is null) = (record_seal is null) and (reserved_by is null) = (lapses_at is null)),
  check (standing = 'issued' or status_value <> 0)
);
create index qr_code_kid on verification.qr_code (kid);
create index qr_code_changed on verification.qr_code (list_id, changed_at desc);
create index qr_code_not_valid on verification.qr_code (list_id, list_index) where status_value <> 0;
comment on table verification.qr_code is
  'A public code (mã tra cứu): its place in a status list, the sealed text of its QR, and the result it stands for once that is accepted.';
grant select, insert, update (standing, status_value, result_id, changed_at) on verification.qr_code to khoso_app;

create table verification.code_change (
  id uuid primary key,
  code text not null references verification.qr_code (code),
  standing text not null check (standing in ('reserved', 'issued', 'lapsed')),
  status_value smallint not null check (status_value between 0 and 15),
  result_id uuid references results.result (id),
  recorded_at timestamptz not null
);
create index code_change_code on verification.code_change (code, recorded_at);
create index code_change_result on verification.code_change (result_id) where result_id is not null;
comment on table verification.code_change is
  'History: every step of a code (reserved, issued, lapsed) and every value published for it.';
grant select, insert on verification.code_change to khoso_app;

create table verification.trust_publication (
  version integer primary key check (version >= 1),
  content_digest text not null,
  token text not null,
  issued_at timestamptz not null,
  next_update timestamptz not null check (next_update > issued_at)
);
comment on table verification.trust_publication is
  'History: every trust list published, signed by the root key. The version only rises.';
grant select, insert on verification.trust_publication to khoso_app;

create table verification.status_token (
  list_id integer primary key references verification.status_list (id),
  token text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > issued_at)
);
comment on table verification.status_token is
  'The status list token last signed for each list; a newer one takes its place.';
grant select, insert, update on verification.status_token to khoso_app;

create table verification.check_log (
  id uuid primary key,
  means text not null check (means in ('code', 'qr', 'photo', 'file', 'staff')),
  code text,
  verdict text not null,
  checked_at timestamptz not null
);
create index check_log_code on verification.check_log (code, checked_at desc) where code is not null;
comment on table verification.check_log is
  'History: every answer given about a paper: by what means, about which code, what was said. Never who asked.';
grant select, insert on verification.check_log to khoso_app;

select platform.seal_history('verification.type_number', 'type_code', 'recorded_at');
select platform.seal_history('verification.status_list', 'id', 'opened_at');
select platform.seal_history('verification.code_change', 'id', 'recorded_at');
select platform.seal_history('verification.trust_publication', 'version', 'issued_at');
select platform.seal_history('verification.check_log', 'id', 'checked_at');
