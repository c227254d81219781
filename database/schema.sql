-- Printed from the catalogue by `npm run schema`; not loaded by anything. Review it with each migration.

-- Connected systems, each with its public keys (RFC 7523 private_key_jwt).
create table platform.client (
  id text not null,
  name text not null,
  jwks jsonb not null,
  active boolean not null default true,
  added_at timestamp with time zone not null default now(),
  constraint client_pkey PRIMARY KEY (id)
);
-- khoso_app: insert, select, update

-- History: what happened, written in the transaction of the fact (outbox).
create table platform.event (
  id uuid not null,
  kind text not null,
  subject_id text not null,
  payload jsonb not null,
  recorded_at timestamp with time zone not null,
  constraint event_pkey PRIMARY KEY (id)
);
CREATE INDEX event_recorded ON platform.event USING btree (recorded_at);
-- khoso_app: insert, select

-- History: every stored file by the SHA-256 of its plain bytes.
create table platform.file (
  digest text not null,
  size bigint not null,
  media_type text not null,
  encrypted boolean not null,
  stored_at timestamp with time zone not null,
  constraint file_pkey PRIMARY KEY (digest),
  constraint file_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint file_size_check CHECK ((size >= 0))
);
-- khoso_app: insert, select

-- History: the key of an encrypted file, wrapped under a master key that is kept outside; rotation adds a row.
create table platform.file_key (
  id bigint not null generated identity,
  digest text not null,
  master_key_id text not null,
  wrapped_key bytea not null,
  wrapped_at timestamp with time zone not null,
  constraint file_key_pkey PRIMARY KEY (id),
  constraint file_key_digest_fkey FOREIGN KEY (digest) REFERENCES platform.file(digest)
);
CREATE INDEX file_key_digest ON platform.file_key USING btree (digest, id DESC);
-- khoso_app: insert, select

-- History: who did or saw what, for which purpose and case. Never names or contents, only ids.
create table platform.journal (
  id bigint not null generated identity,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  actor_kind text not null,
  actor_id text not null,
  action text not null,
  outcome text not null,
  purpose text,
  case_ref text,
  subject_ids text[] not null default '{}'::text[],
  request_id text,
  details jsonb not null default '{}'::jsonb,
  agency_id uuid,
  constraint journal_pkey PRIMARY KEY (id)
);
CREATE INDEX journal_actor ON platform.journal USING btree (actor_id, id);
CREATE INDEX journal_agency ON platform.journal USING btree (agency_id, id) WHERE (agency_id IS NOT NULL);
CREATE INDEX journal_subjects ON platform.journal USING gin (subject_ids);
-- khoso_app: insert, select

-- History: the chain of heads. The statement names the head before it and a digest of each table's rows; head is its SHA-256.
create table platform.journal_seal (
  batch bigint not null,
  head text not null,
  statement text not null,
  key_id text not null,
  signature bytea not null,
  sealed_at timestamp with time zone not null,
  constraint journal_seal_pkey PRIMARY KEY (batch),
  constraint journal_seal_batch_check CHECK ((batch > 0)),
  constraint journal_seal_head_check CHECK ((head ~ '^[0-9a-f]{64}$'::text)),
  constraint journal_seal_head_key UNIQUE (head)
);
-- khoso_app: insert, select

-- History: exactly which rows of one table a batch covers, by key, and the SHA-256 of each, one after another.
create table platform.journal_seal_part (
  batch bigint not null,
  table_name text not null,
  row_keys text[] not null,
  row_hashes bytea not null,
  constraint journal_seal_part_pkey PRIMARY KEY (batch, table_name),
  constraint journal_seal_part_batch_fkey FOREIGN KEY (batch) REFERENCES platform.journal_seal(batch),
  constraint journal_seal_part_check CHECK ((octet_length(row_hashes) = (32 * cardinality(row_keys))))
);
-- khoso_app: insert, select

-- History: RFC 3161 tokens over heads; a token over a head proves the time of every head before it.
create table platform.journal_time_stamp (
  id bigint not null generated identity,
  batch bigint not null,
  token bytea not null,
  stamped_at timestamp with time zone not null,
  constraint journal_time_stamp_pkey PRIMARY KEY (id),
  constraint journal_time_stamp_batch_fkey FOREIGN KEY (batch) REFERENCES platform.journal_seal(batch)
);
CREATE INDEX journal_time_stamp_batch ON platform.journal_time_stamp USING btree (batch);
-- khoso_app: insert, select

-- Which files of database/migrations this database has, with their digests.
create table platform.migration (
  name text not null,
  digest text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);
-- khoso_app: select

-- What the built-in OpenID provider must remember until it expires.
create table platform.oidc_payload (
  kind text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  user_code text,
  consumed_at timestamp with time zone,
  expires_at timestamp with time zone,
  constraint oidc_payload_pkey PRIMARY KEY (kind, id)
);
CREATE INDEX oidc_payload_expiry ON platform.oidc_payload USING btree (expires_at);
CREATE INDEX oidc_payload_grant ON platform.oidc_payload USING btree (grant_id) WHERE (grant_id IS NOT NULL);
CREATE INDEX oidc_payload_uid ON platform.oidc_payload USING btree (uid) WHERE (uid IS NOT NULL);
-- khoso_app: delete, insert, select, update

-- A role of a person of staff or of a client, over an agency and all below it (null: the whole city), dated, with the letter it rests on.
create table platform.role_grant (
  id uuid not null,
  subject_id text not null,
  role text not null,
  agency_id uuid,
  valid_from date not null,
  valid_to date,
  basis text not null,
  granted_at timestamp with time zone not null default now(),
  constraint role_grant_pkey PRIMARY KEY (id)
);
CREATE INDEX role_grant_subject ON platform.role_grant USING btree (subject_id);
-- khoso_app: insert, select, update

-- Which history tables the sealer chains, by which key, and which column says when a row was recorded.
create table platform.sealed_table (
  name text not null,
  key_column text not null,
  key_type text not null,
  time_column text not null,
  registered_at timestamp with time zone not null default now(),
  constraint sealed_table_pkey PRIMARY KEY (name)
);
-- khoso_app: select

-- Officers who may sign in (cán bộ, công chức).
create table platform.staff (
  id text not null,
  name text not null,
  active boolean not null default true,
  added_at timestamp with time zone not null default now(),
  constraint staff_pkey PRIMARY KEY (id)
);
-- khoso_app: insert, select, update

-- Rows of history that wait for the sealer, at most about a second; written by trigger with the row itself.
create table platform.unsealed_row (
  id bigint not null generated identity,
  table_name text not null,
  row_key text not null,
  constraint unsealed_row_pkey PRIMARY KEY (id)
);
-- khoso_app: delete, insert, select

CREATE OR REPLACE FUNCTION platform.queue_for_seal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  execute format('insert into platform.unsealed_row (table_name, row_key) select $1, %I::text from inserted', tg_argv[0])
    using format('%I.%I', tg_table_schema, tg_table_name);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION platform.seal_history(history regclass, key_column text, time_column text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  full_name text;
  type_name text;
begin
  select format('%I.%I', n.nspname, c.relname) into full_name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = history;
  select format_type(a.atttypid, null) into strict type_name
    from pg_attribute a where a.attrelid = history and a.attname = key_column and a.attnum > 0;
  insert into platform.sealed_table (name, key_column, key_type, time_column)
    values (full_name, key_column, type_name, time_column);
  execute format('create trigger queue_for_seal after insert on %s referencing new table as inserted
    for each statement execute function platform.queue_for_seal(%L)', full_name, key_column);
  execute format('insert into platform.unsealed_row (table_name, row_key) select $1, %I::text from %s order by %I',
    key_column, full_name, time_column) using full_name;
end $function$;

CREATE TRIGGER queue_for_seal AFTER INSERT ON platform.event REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON platform.file REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('digest');

CREATE TRIGGER queue_for_seal AFTER INSERT ON platform.file_key REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON platform.journal REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

