-- The catalogue: agencies, territory, procedures, result types and competence. Everything is dated, both ends
-- inclusive, and says by what right; a look-up always names its day.

-- Dated rows of one thing may not overlap; the exclusion constraints below need = beside && in one index.
create extension if not exists btree_gist;

create schema catalog;
grant usage on schema catalog to khoso_app;

create table catalog.agency (
  id uuid primary key,
  key text not null unique,
  level text not null check (level in ('ministry', 'city', 'department', 'unit', 'district', 'commune', 'other')),
  parent_id uuid references catalog.agency (id),
  territory_code text,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  citation text not null
);
create index agency_parent on catalog.agency (parent_id);
create index agency_territory on catalog.agency (territory_code) where territory_code is not null;
comment on table catalog.agency is
  'An agency for as long as it stood (cơ quan); district is the tier abolished on 1 July 2025, which still stands as an issuer.';
grant select, insert, update on catalog.agency to khoso_app;

create table catalog.agency_name (
  agency_id uuid not null references catalog.agency (id),
  name text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  citation text not null,
  primary key (agency_id, valid_from),
  exclude using gist (agency_id with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on table catalog.agency_name is 'What an agency was called, dated.';
grant select, insert, update on catalog.agency_name to khoso_app;

create table catalog.agency_code (
  agency_id uuid not null references catalog.agency (id),
  scheme text not null check (scheme in ('old', 'new')),
  code text not null check (code ~ '^[A-Z0-9.]{1,35}$'),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  citation text not null,
  primary key (scheme, code, valid_from),
  exclude using gist (scheme with =, code with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index agency_code_agency on catalog.agency_code (agency_id);
create index agency_code_code on catalog.agency_code (code);
comment on table catalog.agency_code is
  'Agency identifiers, dated: new (Decision 20/2020/QĐ-TTg, H17.12) and old (QCVN 102:2016/BTTTT, 000.00.12.H17). Never removed.';
grant select, insert, update on catalog.agency_code to khoso_app;

create table catalog.signing_subject (
  agency_id uuid not null references catalog.agency (id),
  common_name text not null,
  organization text not null default '',
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  citation text not null,
  primary key (common_name, organization, valid_from),
  exclude using gist (common_name with =, organization with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index signing_subject_agency on catalog.signing_subject (agency_id);
comment on table catalog.signing_subject is
  'Subjects of the certificates an agency signs with, dated; compared exactly, never by likeness.';
grant select, insert, update on catalog.signing_subject to khoso_app;

create table catalog.territory_unit (
  code text not null,
  kind text not null,
  name text not null,
  parent_code text,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  citation text not null,
  primary key (code, valid_from),
  exclude using gist (code with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index territory_unit_parent on catalog.territory_unit (parent_code);
comment on table catalog.territory_unit is
  'Administrative units (đơn vị hành chính), dated: the same five digits name another unit after 1 July 2025.';
grant select, insert, update on catalog.territory_unit to khoso_app;

create table catalog.territory_succession (
  from_code text not null,
  to_code text not null,
  effective_on date not null,
  share text not null check (share in ('whole', 'part')),
  citation text not null,
  primary key (from_code, to_code, effective_on)
);
create index territory_succession_to on catalog.territory_succession (to_code);
comment on table catalog.territory_succession is 'Which unit became, wholly or in part, which.';
grant select, insert, update on catalog.territory_succession to khoso_app;

create table catalog.agency_succession (
  id uuid primary key,
  predecessor_id uuid not null references catalog.agency (id),
  successor_id uuid not null references catalog.agency (id),
  effective_on date not null,
  field text,
  area_code text,
  share text not null check (share in ('whole', 'part')),
  citation text not null,
  unique nulls not distinct (predecessor_id, successor_id, effective_on, field, area_code),
  check (predecessor_id <> successor_id)
);
create index agency_succession_successor on catalog.agency_succession (successor_id);
comment on table catalog.agency_succession is
  'Who took over what from whom: all fields or one (lĩnh vực), everywhere or in one unit. The responsible agency is computed from it.';
grant select, insert, update on catalog.agency_succession to khoso_app;

create table catalog.succession_decision (
  id uuid primary key,
  predecessor_id uuid not null references catalog.agency (id),
  successor_id uuid not null references catalog.agency (id),
  field text,
  area_code text,
  decision_number text not null,
  decided_on date not null,
  effective_from date not null,
  decided_by text not null,
  recorded_at timestamptz not null
);
create index succession_decision_predecessor on catalog.succession_decision (predecessor_id);
create index succession_decision_successor on catalog.succession_decision (successor_id);
comment on table catalog.succession_decision is
  'History: where a split left several successors, which one a person decided, and by what decision.';
grant select, insert on catalog.succession_decision to khoso_app;

create table catalog.procedure_version (
  code text not null check (code ~ '^\d\.\d{6}$'),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  name text not null,
  ministry text not null,
  field text not null,
  levels text[] not null,
  decision_number text not null,
  returns_document boolean not null,
  online_level text not null check (online_level in ('full', 'partial', 'none')),
  parts jsonb not null,
  source text not null check (source in ('city', 'national')),
  digest text not null,
  recorded_at timestamptz not null,
  primary key (code, valid_from),
  exclude using gist (code with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index procedure_version_field on catalog.procedure_version (field);
comment on table catalog.procedure_version is
  'A procedure (thủ tục hành chính) as published, dated, with all parts of Decree 63/2010/NĐ-CP art. 8.2 in `parts`.';
grant select, insert, update on catalog.procedure_version to khoso_app;

create table catalog.procedure_component (
  procedure_code text not null,
  procedure_from date not null,
  ordinal integer not null,
  code text,
  name text not null,
  case_name text,
  originals integer not null default 0,
  copies integer not null default 0,
  form text,
  present_only boolean not null default false,
  primary key (procedure_code, procedure_from, ordinal),
  foreign key (procedure_code, procedure_from) references catalog.procedure_version (code, valid_from)
);
comment on table catalog.procedure_component is
  'Papers to submit or to present (thành phần hồ sơ), in order, of one version of a procedure.';
grant select, insert on catalog.procedure_component to khoso_app;

create table catalog.component_result_type (
  procedure_code text not null,
  component_name text not null,
  result_type_code text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  citation text not null,
  primary key (procedure_code, component_name, result_type_code, valid_from)
);
create index component_result_type_type on catalog.component_result_type (result_type_code);
comment on table catalog.component_result_type is
  'Which result types satisfy a component, dated and with the announcement; it outlives versions of the procedure.';
grant select, insert, update on catalog.component_result_type to khoso_app;

create table catalog.procedure_result_type (
  procedure_code text not null,
  procedure_from date not null,
  result_type_code text not null,
  primary key (procedure_code, procedure_from, result_type_code),
  foreign key (procedure_code, procedure_from) references catalog.procedure_version (code, valid_from)
);
create index procedure_result_type_type on catalog.procedure_result_type (result_type_code);
comment on table catalog.procedure_result_type is 'What a version of a procedure results in (kết quả thực hiện).';
grant select, insert on catalog.procedure_result_type to khoso_app;

create table catalog.result_type_version (
  code text not null check (code ~ '^KQ\.[A-Y]\d{2}\.\d{5,6}$'),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  state text not null check (state in ('draft', 'published')),
  name text not null,
  metadata_schema jsonb,
  validity_rule jsonb,
  scope_rule text,
  sensitivity smallint check (sensitivity between 1 and 4),
  public_fields text[],
  reissue_policy text check (reissue_policy in ('abolished', 'same-day-exchange', 'normal')),
  retention jsonb,
  list_access text not null default 'extract' check (list_access in ('file', 'extract')),
  citation text not null,
  primary key (code, valid_from),
  check (state = 'draft' or (metadata_schema is not null and validity_rule is not null and sensitivity is not null
    and public_fields is not null and reissue_policy is not null and retention is not null)),
  exclude using gist (code with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on table catalog.result_type_version is
  'A type of result (loại kết quả, KQ.…), dated; what it needs before it can be published is checked here too.';
grant select, insert, update on catalog.result_type_version to khoso_app;

create table catalog.qr_rollout (
  result_type_code text not null,
  procedure_code text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  citation text not null,
  primary key (result_type_code, procedure_code, valid_from),
  exclude using gist (result_type_code with =, procedure_code with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on table catalog.qr_rollout is
  'Since when the results of a type carry a QR, per procedure, because the roll-out is counted per procedure.';
grant select, insert, update on catalog.qr_rollout to khoso_app;

create table catalog.validity_extension (
  id uuid primary key,
  result_type_code text not null,
  expires_from date not null,
  expires_to date not null check (expires_to >= expires_from),
  extended_to date not null check (extended_to >= expires_to),
  citation text not null
);
create index validity_extension_type on catalog.validity_extension (result_type_code);
comment on table catalog.validity_extension is
  'Papers of a type that would expire in a range stay valid until a later day by a decree; the paper itself is not changed.';
grant select, insert on catalog.validity_extension to khoso_app;

create table catalog.competence (
  id uuid primary key,
  procedure_code text not null,
  agency_id uuid references catalog.agency (id),
  level text,
  area_code text,
  basis text not null check (basis in ('law', 'decentralised', 'delegated')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  citation text not null,
  check ((agency_id is null) <> (level is null)),
  unique nulls not distinct (procedure_code, agency_id, level, area_code, valid_from)
);
create index competence_agency on catalog.competence (agency_id);
comment on table catalog.competence is
  'Who may decide a procedure: one agency, or every agency of a level (in an area), by law, decentralised or delegated, dated.';
grant select, insert, update on catalog.competence to khoso_app;
