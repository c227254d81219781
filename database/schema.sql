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
  constraint journal_pkey PRIMARY KEY (id)
);
CREATE INDEX journal_actor ON platform.journal USING btree (actor_id, id);
CREATE INDEX journal_subjects ON platform.journal USING gin (subject_ids);
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

-- Officers who may sign in (cán bộ, công chức).
create table platform.staff (
  id text not null,
  name text not null,
  active boolean not null default true,
  added_at timestamp with time zone not null default now(),
  constraint staff_pkey PRIMARY KEY (id)
);
-- khoso_app: insert, select, update

