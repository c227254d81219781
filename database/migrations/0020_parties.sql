-- Parties: who papers are about. No identifier is unique by assumption; every belief has its evidence and can be
-- withdrawn. What a result prints about its holder is not here: it stays with the result, unchanged, for ever.

create schema parties;
grant usage on schema parties to khoso_app;

create table parties.party (
  id uuid primary key,
  kind text not null check (kind in ('person', 'organisation', 'household')),
  sex text check (sex in ('male', 'female')),
  birth_year integer check (birth_year between 1850 and 2200),
  birth_on date,
  deceased_on date,
  deceased_evidence text,
  origin text not null,
  registered_at timestamptz not null,
  check (birth_on is null or birth_year = extract(year from birth_on)),
  check ((deceased_on is null) = (deceased_evidence is null))
);
create index party_birth on parties.party (birth_on) where birth_on is not null;
comment on table parties.party is
  'A person, organisation or household. A birth year may be known alone; a death stands with its evidence.';
grant select, insert, update on parties.party to khoso_app;

create table parties.name (
  id bigint generated always as identity primary key,
  party_id uuid not null references parties.party (id),
  printed text not null,
  folded text not null,
  evidence text not null,
  recorded_at timestamptz not null
);
create index name_party on parties.name (party_id);
create index name_folded on parties.name (folded);
comment on table parties.name is
  'History: every way a party''s name was printed, kept exactly, beside the folded key it is compared by.';
grant select, insert on parties.name to khoso_app;

create table parties.identifier (
  id bigint generated always as identity primary key,
  party_id uuid not null references parties.party (id),
  type text not null check (type in ('personal-number', 'old-id-number', 'passport', 'tax-code', 'local')),
  value text not null,
  valid_from date,
  valid_to date check (valid_to >= valid_from),
  evidence text not null,
  recorded_at timestamptz not null
);
create index identifier_party on parties.identifier (party_id);
create index identifier_value on parties.identifier (value, type);
comment on table parties.identifier is
  'Numbers a party bears or bore. Not unique: numbers were shared, reused and mistyped.';
grant select, insert, update on parties.identifier to khoso_app;

create table parties.identifier_link (
  id uuid primary key,
  one_type text not null,
  one_value text not null,
  other_type text not null,
  other_value text not null,
  source text not null check (source in ('id-card-qr', 'officer', 'population-database')),
  evidence text not null,
  recorded_by text not null,
  recorded_at timestamptz not null
);
create index identifier_link_one on parties.identifier_link (one_value, one_type);
create index identifier_link_other on parties.identifier_link (other_value, other_type);
comment on table parties.identifier_link is
  'History: two numbers said to be borne by one person, as an ID card''s QR gives the old number beside the new. Evidence, not proof.';
grant select, insert on parties.identifier_link to khoso_app;

create table parties.identifier_link_withdrawal (
  link_id uuid primary key references parties.identifier_link (id),
  reason text not null,
  withdrawn_by text not null,
  withdrawn_at timestamptz not null
);
comment on table parties.identifier_link_withdrawal is 'History: links found to be wrong.';
grant select, insert on parties.identifier_link_withdrawal to khoso_app;

create table parties.merge (
  id uuid primary key,
  kept_id uuid not null references parties.party (id),
  merged_id uuid not null references parties.party (id),
  evidence text not null,
  merged_by text not null,
  merged_at timestamptz not null,
  check (kept_id <> merged_id)
);
create index merge_kept on parties.merge (kept_id);
create index merge_merged on parties.merge (merged_id);
comment on table parties.merge is
  'History: two parties found to be one. Nothing is moved between them, so undoing is one more row.';
grant select, insert on parties.merge to khoso_app;

create table parties.merge_undo (
  merge_id uuid primary key references parties.merge (id),
  reason text not null,
  undone_by text not null,
  undone_at timestamptz not null
);
comment on table parties.merge_undo is 'History: merges that were undone.';
grant select, insert on parties.merge_undo to khoso_app;
