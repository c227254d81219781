-- Intake: what case systems deliver, before and after it is judged; what waits for a person; what is still due.

create schema intake;
grant usage on schema intake to khoso_app;

create table intake.dossier (
  source text not null,
  code text not null,
  last_ordinal integer not null check (last_ordinal >= 0),
  first_seen_at timestamptz not null,
  primary key (source, code)
);
comment on table intake.dossier is
  'A dossier of a case system (hồ sơ) as far as its results are concerned: the row is locked while ordinals are given out.';
grant select, insert, update on intake.dossier to khoso_app;

create table intake.delivery (
  id uuid primary key,
  source text not null,
  dossier_code text not null,
  ordinal integer not null check (ordinal between 1 and 9999),
  agency_id uuid references catalog.agency (id),
  claim jsonb not null,
  sent jsonb,
  claim_print text not null,
  digest text references platform.file (digest),
  state text not null check (state in ('received', 'waiting', 'accepted', 'quarantined', 'refused', 'superseded')),
  reason_code text,
  reason_details jsonb not null default '{}',
  result_id uuid references results.result (id),
  tries integer not null default 0,
  faults integer not null default 0,
  next_try_at timestamptz,
  received_at timestamptz not null,
  changed_at timestamptz not null,
  foreign key (source, dossier_code) references intake.dossier (source, code),
  check ((state = 'accepted') = (result_id is not null)),
  check ((state in ('waiting', 'quarantined', 'refused')) = (reason_code is not null)),
  check ((state = 'waiting') = (next_try_at is not null))
);
create index delivery_dossier on intake.delivery (source, dossier_code, ordinal);
create index delivery_agency on intake.delivery (agency_id, state, changed_at);
create index delivery_open on intake.delivery (changed_at) where state in ('received', 'waiting', 'quarantined');
create index delivery_digest on intake.delivery (digest);
create index delivery_result on intake.delivery (result_id);
comment on table intake.delivery is
  'One claimed result from a case system and where it stands; `claim` is what is judged, `sent` the call in the sender''s own words.';
grant select, insert, update on intake.delivery to khoso_app;

create table intake.receipt (
  id uuid primary key,
  delivery_id uuid not null references intake.delivery (id),
  source text not null,
  dossier_code text not null,
  ordinal integer not null,
  digest text references platform.file (digest),
  claim_print text not null,
  jws text not null,
  issued_at timestamptz not null,
  constraint receipt_key unique nulls not distinct (source, dossier_code, ordinal, digest)
);
create index receipt_delivery on intake.receipt (delivery_id);
create index receipt_digest on intake.receipt (digest);
comment on table intake.receipt is
  'History: every file that came under a key (source, dossier, ordinal), with the signed receipt given for it. The same again finds its row.';
grant select, insert on intake.receipt to khoso_app;

create table intake.slot (
  source text not null,
  dossier_code text not null,
  ordinal integer not null,
  delivery_id uuid not null unique references intake.delivery (id),
  primary key (source, dossier_code, ordinal)
);
comment on table intake.slot is
  'Which delivery stands for <dossier>-KQ(n): the first to come, until a person lets another take its place.';
grant select, insert, update on intake.slot to khoso_app;

create table intake.state_change (
  id uuid primary key,
  delivery_id uuid not null references intake.delivery (id),
  from_state text,
  to_state text not null,
  reason_code text,
  details jsonb not null default '{}',
  actor_kind text not null,
  actor_id text not null,
  recorded_at timestamptz not null
);
create index state_change_delivery on intake.state_change (delivery_id);
comment on table intake.state_change is 'History: every step of a delivery, by whom and why.';
grant select, insert on intake.state_change to khoso_app;

create table intake.repair (
  id uuid primary key,
  delivery_id uuid not null references intake.delivery (id),
  claim_before jsonb not null,
  digest_before text references platform.file (digest),
  digest_after text references platform.file (digest),
  note text,
  actor_kind text not null,
  actor_id text not null,
  recorded_at timestamptz not null
);
create index repair_delivery on intake.repair (delivery_id);
create index repair_digest_before on intake.repair (digest_before);
create index repair_digest_after on intake.repair (digest_after);
comment on table intake.repair is 'History: what was put right on a delivery, with what stood there before.';
grant select, insert on intake.repair to khoso_app;

create table intake.decision (
  id uuid primary key,
  delivery_id uuid not null references intake.delivery (id),
  reason_code text not null,
  option text not null,
  deciding_agency_id uuid references catalog.agency (id),
  decision_number text,
  legal_basis text,
  decided_on date,
  reason text not null,
  party_ids jsonb not null default '[]',
  against_id uuid references intake.delivery (id),
  file_digest text references platform.file (digest),
  actor_kind text not null,
  actor_id text not null,
  recorded_at timestamptz not null
);
create index decision_delivery on intake.decision (delivery_id);
create index decision_against on intake.decision (against_id);
create index decision_agency on intake.decision (deciding_agency_id);
create index decision_file on intake.decision (file_digest);
comment on table intake.decision is
  'History: what a person decided about a quarantined delivery, among the closed options of its cause, and by what decision.';
grant select, insert on intake.decision to khoso_app;

create table intake.completion (
  id uuid primary key,
  source text not null,
  dossier_code text not null,
  procedure_code text not null,
  agency_id uuid references catalog.agency (id),
  agency_code text not null,
  completed_on date not null,
  none_due_because text,
  print text not null,
  declared_at timestamptz not null,
  unique (source, dossier_code, print)
);
create index completion_dossier on intake.completion (source, dossier_code, declared_at desc, id desc);
create index completion_day on intake.completion (completed_on, agency_id);
create index completion_agency on intake.completion (agency_id);
comment on table intake.completion is
  'History: a case system declares a dossier completed, and on which day; of several declarations the latest counts.';
grant select, insert on intake.completion to khoso_app;

create table intake.due_result (
  id uuid primary key,
  completion_id uuid not null references intake.completion (id),
  line integer not null check (line > 0),
  ordinal integer check (ordinal between 1 and 9999),
  result_type_code text,
  declared_at timestamptz not null,
  unique (completion_id, line)
);
comment on table intake.due_result is
  'History: the results a completed dossier owes us, by ordinal where the sender knows it, else by type. This is the denominator of "100 % of new results".';
grant select, insert on intake.due_result to khoso_app;

select platform.seal_history('intake.receipt', 'id', 'issued_at');
select platform.seal_history('intake.state_change', 'id', 'recorded_at');
select platform.seal_history('intake.repair', 'id', 'recorded_at');
select platform.seal_history('intake.decision', 'id', 'recorded_at');
select platform.seal_history('intake.completion', 'id', 'declared_at');
select platform.seal_history('intake.due_result', 'id', 'declared_at');
