-- Trust as data: what each anchor is trusted for, on whose letter, from which list; imports that are looked at first
-- and confirmed afterwards; the trusted lists that were accepted. Old rows of anchor, without terms, stay trusted for
-- signatures, time-stamps and revocation.

alter table signatures.anchor add column terms jsonb;
alter table signatures.anchor add column letter text;
alter table signatures.anchor add column recorded_by text;
alter table signatures.anchor add column source_digest text check (source_digest ~ '^[0-9a-f]{64}$');
alter table signatures.anchor add column series text;
comment on table signatures.anchor is
  'History: which certificate we trust, for what, from and to which legal day, on whose letter. The newest row of a certificate and scope counts. Judged is the moment something is proven to have existed, not today.';
comment on column signatures.anchor.terms is
  'Uses, exact periods, lost key, policies, names: the shape of StoredTerms. Null, as in old rows: signatures, time-stamps and revocation, without further terms.';
comment on column signatures.anchor.series is 'The series of trusted lists (territory and type) that says so.';
create index anchor_series on signatures.anchor (series) where series is not null;

create table signatures.trusted_list (
  id bigint generated always as identity primary key,
  series text not null,
  sequence bigint not null check (sequence > 0),
  operator text not null,
  issued_at timestamptz not null,
  next_update timestamptz,
  digest text not null references platform.file (digest),
  signer text not null check (signer ~ '^[0-9a-f]{64}$'),
  letter text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  unique (series, sequence)
);
create index trusted_list_digest on signatures.trusted_list (digest);
comment on table signatures.trusted_list is
  'History: every ETSI trusted list that was accepted. A list with a lower number than the last of its series is not.';
grant select, insert on signatures.trusted_list to khoso_app;

create table signatures.trust_import (
  id uuid primary key,
  kind text not null check (kind in ('certificates', 'list')),
  files jsonb not null,
  choices jsonb not null,
  plan jsonb not null,
  plan_digest text not null check (plan_digest ~ '^[0-9a-f]{64}$'),
  proposed_by text not null,
  proposed_at timestamptz not null
);
comment on table signatures.trust_import is
  'History: what an import would change, as it was shown before anybody confirmed it. It changes nothing by itself.';
grant select, insert on signatures.trust_import to khoso_app;

create table signatures.trust_import_decision (
  import_id uuid primary key references signatures.trust_import (id),
  letter text not null,
  decided_by text not null,
  decided_at timestamptz not null
);
comment on table signatures.trust_import_decision is
  'History: the confirmation of an import, by whom and on which letter; at most one.';
grant select, insert on signatures.trust_import_decision to khoso_app;

select platform.seal_history('signatures.trusted_list', 'id', 'recorded_at');
select platform.seal_history('signatures.trust_import', 'id', 'proposed_at');
select platform.seal_history('signatures.trust_import_decision', 'import_id', 'decided_at');
