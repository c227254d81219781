-- The platform: who may do what, what was done, what happened, where the bytes are.
-- Tables whose comment begins with "History:" are append-only: the app may read and insert, nothing more.

create extension if not exists pg_trgm;

grant usage on schema platform to khoso_app;
grant select on platform.migration to khoso_app;
comment on table platform.migration is 'Which files of database/migrations this database has, with their digests.';

create table platform.staff (
  id text primary key,
  name text not null,
  active boolean not null default true,
  added_at timestamptz not null default now()
);
comment on table platform.staff is 'Officers who may sign in (cán bộ, công chức).';
grant select, insert, update on platform.staff to khoso_app;

create table platform.client (
  id text primary key,
  name text not null,
  jwks jsonb not null,
  active boolean not null default true,
  added_at timestamptz not null default now()
);
comment on table platform.client is 'Connected systems, each with its public keys (RFC 7523 private_key_jwt).';
grant select, insert, update on platform.client to khoso_app;

create table platform.role_grant (
  id uuid primary key,
  subject_id text not null,
  role text not null,
  agency_id uuid,
  valid_from date not null,
  valid_to date,
  basis text not null,
  granted_at timestamptz not null default now()
);
create index role_grant_subject on platform.role_grant (subject_id);
comment on table platform.role_grant is
  'A role of a person of staff or of a client, over an agency and all below it (null: the whole city), dated, with the letter it rests on.';
grant select, insert, update on platform.role_grant to khoso_app;

create table platform.oidc_payload (
  kind text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  user_code text,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (kind, id)
);
create index oidc_payload_grant on platform.oidc_payload (grant_id) where grant_id is not null;
create index oidc_payload_uid on platform.oidc_payload (uid) where uid is not null;
create index oidc_payload_expiry on platform.oidc_payload (expires_at);
comment on table platform.oidc_payload is 'What the built-in OpenID provider must remember until it expires.';
grant select, insert, update, delete on platform.oidc_payload to khoso_app;

create table platform.file (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  media_type text not null,
  encrypted boolean not null,
  object_name text not null,
  stored_at timestamptz not null
);
comment on table platform.file is 'History: every stored file by the SHA-256 of its plain bytes.';
grant select, insert on platform.file to khoso_app;

create table platform.file_key (
  id bigint generated always as identity primary key,
  digest text not null references platform.file (digest),
  master_key_id text not null,
  wrapped_key bytea not null,
  wrapped_at timestamptz not null
);
create index file_key_digest on platform.file_key (digest, id desc);
comment on table platform.file_key is
  'History: the key of an encrypted file, wrapped under a master key that is kept outside; rotation adds a row.';
grant select, insert on platform.file_key to khoso_app;

create table platform.event (
  id uuid primary key,
  kind text not null,
  subject_id text not null,
  payload jsonb not null,
  recorded_at timestamptz not null
);
create index event_recorded on platform.event (recorded_at);
comment on table platform.event is 'History: what happened, written in the transaction of the fact (outbox).';
grant select, insert on platform.event to khoso_app;

create table platform.journal (
  id bigint generated always as identity primary key,
  recorded_at timestamptz not null default clock_timestamp(),
  actor_kind text not null,
  actor_id text not null,
  action text not null,
  outcome text not null,
  purpose text,
  case_ref text,
  subject_ids text[] not null default '{}',
  request_id text,
  details jsonb not null default '{}'
);
create index journal_subjects on platform.journal using gin (subject_ids);
create index journal_actor on platform.journal (actor_id, id);
comment on table platform.journal is
  'History: who did or saw what, for which purpose and case. Never names or contents, only ids.';
grant select, insert on platform.journal to khoso_app;

-- The job queue is graphile-worker's own schema; its tables have row security on, so the app needs policies.
grant usage on schema graphile_worker to khoso_app;
grant select, insert, update, delete on all tables in schema graphile_worker to khoso_app;
grant usage on all sequences in schema graphile_worker to khoso_app;
grant execute on all functions in schema graphile_worker to khoso_app;
do $$
declare t record;
begin
  for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'graphile_worker' and c.relrowsecurity loop
    execute format('create policy khoso_app on graphile_worker.%I to khoso_app using (true) with check (true)', t.relname);
  end loop;
end $$;
