-- The repository: results, who holds them, their files, what was decided about them since, and how they relate.
-- No state is stored: a state is an answer about a day and about a moment of knowledge, read from state_change.

create schema results;
grant usage on schema results to khoso_app;

create table results.result (
  id uuid primary key,
  source text not null,
  dossier_code text,
  ordinal integer check (ordinal >= 1),
  digitised_code text unique,
  number text,
  number_key text,
  type_code text not null,
  procedure_code text,
  title text not null,
  abstract text,
  issuer_id uuid not null references catalog.agency (id),
  issuer_name text not null,
  decided_on date not null,
  issued_on date not null,
  effective_from date not null,
  effective_to date check (effective_to >= effective_from),
  scope text,
  metadata jsonb not null,
  origin text not null check (origin in ('intake', 'digitised', 'manual', 'converted')),
  readiness text not null check (readiness in ('L0', 'L1', 'L2', 'L3', 'L4')),
  legal_ground text,
  sensitivity smallint not null check (sensitivity between 1 and 4),
  report_id uuid,
  moves integer not null default 0,
  search tsvector not null,
  registered_at timestamptz not null,
  registered_by text not null,
  check ((dossier_code is null) = (ordinal is null)),
  check ((number is null) = (number_key is null))
);
create unique index result_dossier on results.result (dossier_code, ordinal, source);
create index result_number on results.result (number_key);
create index result_issuer on results.result (issuer_id, issued_on desc, id desc);
create index result_type on results.result (type_code, issued_on desc, id desc);
create index result_issued on results.result (issued_on desc, id desc);
create index result_moved on results.result (id) where moves > 1;
create index result_search on results.result using gin (search);
comment on table results.result is
  'A result of an administrative procedure (kết quả giải quyết TTHC) as it was issued; only the count of its moves ever changes.';
-- The guard of every move is this count; nothing else of a result is ever rewritten, its issuer least of all.
grant select, insert, update (moves) on results.result to khoso_app;

create table results.holder (
  id uuid primary key,
  result_id uuid not null references results.result (id),
  ordinal integer not null check (ordinal >= 1),
  role text not null check (role in ('holder', 'co-holder', 'related')),
  kind text not null check (kind in ('person', 'organisation', 'household')),
  name text not null,
  name_folded text not null,
  birth text check (birth ~ '^\d{4}(-\d{2}-\d{2})?$'),
  identifiers jsonb not null,
  recorded_at timestamptz not null,
  unique (result_id, ordinal)
);
comment on table results.holder is
  'History: who a result names, exactly as printed, for ever. Which party that is stands apart, in holder_link.';
grant select, insert on results.holder to khoso_app;

create table results.holder_identifier (
  holder_id uuid not null references results.holder (id),
  kind text not null,
  value text not null,
  primary key (value, kind, holder_id)
);
create index holder_identifier_holder on results.holder_identifier (holder_id);
comment on table results.holder_identifier is
  'Identifiers as printed on results, normalised for exact look-up. None is unique by assumption.';
grant select, insert on results.holder_identifier to khoso_app;

create table results.holder_link (
  id uuid primary key,
  holder_id uuid not null references results.holder (id),
  ordinal integer not null check (ordinal >= 1),
  finding text not null check (finding in ('exact', 'linked', 'probable', 'none', 'withdrawn')),
  party_id uuid references parties.party (id),
  evidence jsonb not null,
  conflict text,
  confirmed_by text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  unique (holder_id, ordinal),
  check (finding = 'none' or party_id is not null)
);
create index holder_link_party on results.holder_link (party_id) where party_id is not null;
comment on table results.holder_link is
  'History: which party a printed holder was found to be, with the evidence. The last row holds; a withdrawal is a row.';
grant select, insert on results.holder_link to khoso_app;

create table results.file (
  id uuid primary key,
  result_id uuid not null references results.result (id),
  digest text not null references platform.file (digest),
  role text not null check (role in ('signed-original', 'rendition', 'scan', 'data', 'correction')),
  media_type text not null,
  recorded_at timestamptz not null,
  unique (result_id, digest, role)
);
create unique index file_signed_original on results.file (result_id) where role = 'signed-original';
create index file_digest on results.file (digest);
comment on table results.file is
  'History: which stored bytes belong to a result, as what. One signed original; one file may serve many results.';
grant select, insert on results.file to khoso_app;

create table results.state_change (
  id uuid primary key,
  result_id uuid not null references results.result (id),
  ordinal integer not null check (ordinal >= 1),
  move text not null,
  layer smallint check (layer between 0 and 2),
  puts text check (puts in ('active', 'suspended', 'revoked', 'replaced')),
  undoes uuid references results.state_change (id),
  from_state text not null,
  to_state text not null,
  acts text not null check (acts in ('onward', 'back')),
  reason text,
  decision_number text,
  legal_basis text,
  decided_on date not null,
  effective_from date not null,
  acts_from date not null,
  until date check (until >= acts_from),
  recorded_at timestamptz not null,
  recorded_by text not null,
  unique (result_id, ordinal),
  check (move = 'issue' or (reason is not null and decision_number is not null and legal_basis is not null)),
  check ((layer is null) = (puts is null)),
  check (undoes is null or puts is null)
);
create index state_change_undoes on results.state_change (undoes) where undoes is not null;
comment on table results.state_change is
  'History: every decision about a result. It puts a state over the days from acts_from (to until), or undoes one that did.';
grant select, insert on results.state_change to khoso_app;

create table results.relation (
  id uuid primary key,
  type text not null check (type in ('replaces', 'amends', 'extends', 'corrects', 'splits', 'merges', 'annexes')),
  from_id uuid not null references results.result (id),
  to_id uuid not null references results.result (id),
  withdraws uuid unique references results.relation (id),
  decision_number text not null,
  legal_basis text not null,
  decided_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  check (from_id <> to_id)
);
create index relation_from on results.relation (from_id);
create index relation_to on results.relation (to_id);
comment on table results.relation is
  'History: what one result does to another (from replaces to …); a relation recorded by mistake is withdrawn by a row.';
grant select, insert on results.relation to khoso_app;

create table results.digitised_counter (
  owner text not null,
  type_code text not null,
  last integer not null,
  primary key (owner, type_code)
);
comment on table results.digitised_counter is
  'The last sequence given in digitised-result codes, per owner and type (Circular 01/2023/TT-VPCP art. 10).';
grant select, insert, update on results.digitised_counter to khoso_app;

select platform.seal_history('results.holder', 'id', 'recorded_at');
select platform.seal_history('results.holder_link', 'id', 'recorded_at');
select platform.seal_history('results.file', 'id', 'recorded_at');
select platform.seal_history('results.state_change', 'id', 'recorded_at');
select platform.seal_history('results.relation', 'id', 'recorded_at');
