-- Printed from the catalogue by `npm run schema`; not loaded by anything. Review it with each migration.

-- An agency for as long as it stood (cơ quan); district is the tier abolished on 1 July 2025, which still stands as an issuer.
create table catalog.agency (
  id uuid not null,
  key text not null,
  level text not null,
  parent_id uuid,
  territory_code text,
  valid_from date not null,
  valid_to date,
  citation text not null,
  constraint agency_pkey PRIMARY KEY (id),
  constraint agency_check CHECK ((valid_to >= valid_from)),
  constraint agency_key_key UNIQUE (key),
  constraint agency_level_check CHECK ((level = ANY (ARRAY['ministry'::text, 'city'::text, 'department'::text, 'unit'::text, 'district'::text, 'commune'::text, 'other'::text]))),
  constraint agency_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES catalog.agency(id)
);
CREATE INDEX agency_parent ON catalog.agency USING btree (parent_id);
CREATE INDEX agency_territory ON catalog.agency USING btree (territory_code) WHERE (territory_code IS NOT NULL);
-- khoso_app: insert, select, update

-- Agency identifiers, dated: new (Decision 20/2020/QĐ-TTg, H17.12) and old (QCVN 102:2016/BTTTT, 000.00.12.H17). Never removed.
create table catalog.agency_code (
  agency_id uuid not null,
  scheme text not null,
  code text not null,
  valid_from date not null,
  valid_to date,
  citation text not null,
  constraint agency_code_pkey PRIMARY KEY (scheme, code, valid_from),
  constraint agency_code_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES catalog.agency(id),
  constraint agency_code_check CHECK ((valid_to >= valid_from)),
  constraint agency_code_code_check CHECK ((code ~ '^[A-Z0-9.]{1,35}$'::text)),
  constraint agency_code_scheme_check CHECK ((scheme = ANY (ARRAY['old'::text, 'new'::text]))),
  constraint agency_code_scheme_code_daterange_excl EXCLUDE USING gist (scheme WITH =, code WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&)
);
CREATE INDEX agency_code_agency ON catalog.agency_code USING btree (agency_id);
CREATE INDEX agency_code_code ON catalog.agency_code USING btree (code);
-- khoso_app: insert, select, update

-- What an agency was called, dated.
create table catalog.agency_name (
  agency_id uuid not null,
  name text not null,
  valid_from date not null,
  valid_to date,
  citation text not null,
  constraint agency_name_pkey PRIMARY KEY (agency_id, valid_from),
  constraint agency_name_agency_id_daterange_excl EXCLUDE USING gist (agency_id WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&),
  constraint agency_name_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES catalog.agency(id),
  constraint agency_name_check CHECK ((valid_to >= valid_from))
);
-- khoso_app: insert, select, update

-- Who took over what from whom: all fields or one (lĩnh vực), everywhere or in one unit. The responsible agency is computed from it.
create table catalog.agency_succession (
  id uuid not null,
  predecessor_id uuid not null,
  successor_id uuid not null,
  effective_on date not null,
  field text,
  area_code text,
  share text not null,
  citation text not null,
  constraint agency_succession_pkey PRIMARY KEY (id),
  constraint agency_succession_check CHECK ((predecessor_id <> successor_id)),
  constraint agency_succession_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES catalog.agency(id),
  constraint agency_succession_predecessor_id_successor_id_effective_on__key UNIQUE NULLS NOT DISTINCT (predecessor_id, successor_id, effective_on, field, area_code),
  constraint agency_succession_share_check CHECK ((share = ANY (ARRAY['whole'::text, 'part'::text]))),
  constraint agency_succession_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES catalog.agency(id)
);
CREATE INDEX agency_succession_successor ON catalog.agency_succession USING btree (successor_id);
-- khoso_app: insert, select, update

-- Who may decide a procedure: one agency, or every agency of a level (in an area), by law, decentralised or delegated, dated.
create table catalog.competence (
  id uuid not null,
  procedure_code text not null,
  agency_id uuid,
  level text,
  area_code text,
  basis text not null,
  valid_from date not null,
  valid_to date,
  citation text not null,
  constraint competence_pkey PRIMARY KEY (id),
  constraint competence_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES catalog.agency(id),
  constraint competence_basis_check CHECK ((basis = ANY (ARRAY['law'::text, 'decentralised'::text, 'delegated'::text]))),
  constraint competence_check CHECK ((valid_to >= valid_from)),
  constraint competence_check1 CHECK (((agency_id IS NULL) <> (level IS NULL))),
  constraint competence_procedure_code_agency_id_level_area_code_valid_f_key UNIQUE NULLS NOT DISTINCT (procedure_code, agency_id, level, area_code, valid_from)
);
CREATE INDEX competence_agency ON catalog.competence USING btree (agency_id);
-- khoso_app: insert, select, update

-- Which result types satisfy a component, dated and with the announcement; it outlives versions of the procedure.
create table catalog.component_result_type (
  procedure_code text not null,
  component_name text not null,
  result_type_code text not null,
  valid_from date not null,
  valid_to date,
  citation text not null,
  constraint component_result_type_pkey PRIMARY KEY (procedure_code, component_name, result_type_code, valid_from),
  constraint component_result_type_check CHECK ((valid_to >= valid_from))
);
CREATE INDEX component_result_type_type ON catalog.component_result_type USING btree (result_type_code);
-- khoso_app: insert, select, update

-- Papers to submit or to present (thành phần hồ sơ), in order, of one version of a procedure.
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
  constraint procedure_component_pkey PRIMARY KEY (procedure_code, procedure_from, ordinal),
  constraint procedure_component_procedure_code_procedure_from_fkey FOREIGN KEY (procedure_code, procedure_from) REFERENCES catalog.procedure_version(code, valid_from)
);
-- khoso_app: insert, select

-- What a version of a procedure results in (kết quả thực hiện).
create table catalog.procedure_result_type (
  procedure_code text not null,
  procedure_from date not null,
  result_type_code text not null,
  constraint procedure_result_type_pkey PRIMARY KEY (procedure_code, procedure_from, result_type_code),
  constraint procedure_result_type_procedure_code_procedure_from_fkey FOREIGN KEY (procedure_code, procedure_from) REFERENCES catalog.procedure_version(code, valid_from)
);
CREATE INDEX procedure_result_type_type ON catalog.procedure_result_type USING btree (result_type_code);
-- khoso_app: insert, select

-- A procedure (thủ tục hành chính) as published, dated, with all parts of Decree 63/2010/NĐ-CP art. 8.2 in `parts`.
create table catalog.procedure_version (
  code text not null,
  valid_from date not null,
  valid_to date,
  name text not null,
  ministry text not null,
  field text not null,
  levels text[] not null,
  decision_number text not null,
  returns_document boolean not null,
  online_level text not null,
  parts jsonb not null,
  source text not null,
  digest text not null,
  recorded_at timestamp with time zone not null,
  constraint procedure_version_pkey PRIMARY KEY (code, valid_from),
  constraint procedure_version_check CHECK ((valid_to >= valid_from)),
  constraint procedure_version_code_check CHECK ((code ~ '^\d\.\d{6}$'::text)),
  constraint procedure_version_code_daterange_excl EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&),
  constraint procedure_version_online_level_check CHECK ((online_level = ANY (ARRAY['full'::text, 'partial'::text, 'none'::text]))),
  constraint procedure_version_source_check CHECK ((source = ANY (ARRAY['city'::text, 'national'::text])))
);
CREATE INDEX procedure_version_field ON catalog.procedure_version USING btree (field);
-- khoso_app: insert, select, update

-- Since when the results of a type carry a QR, per procedure, because the roll-out is counted per procedure.
create table catalog.qr_rollout (
  result_type_code text not null,
  procedure_code text not null,
  valid_from date not null,
  valid_to date,
  citation text not null,
  constraint qr_rollout_pkey PRIMARY KEY (result_type_code, procedure_code, valid_from),
  constraint qr_rollout_check CHECK ((valid_to >= valid_from)),
  constraint qr_rollout_result_type_code_procedure_code_daterange_excl EXCLUDE USING gist (result_type_code WITH =, procedure_code WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&)
);
-- khoso_app: insert, select, update

-- A type of result (loại kết quả, KQ.…), dated; what it needs before it can be published is checked here too.
create table catalog.result_type_version (
  code text not null,
  valid_from date not null,
  valid_to date,
  state text not null,
  name text not null,
  metadata_schema jsonb,
  validity_rule jsonb,
  scope_rule text,
  sensitivity smallint,
  public_fields text[],
  reissue_policy text,
  retention jsonb,
  list_access text not null default 'extract'::text,
  citation text not null,
  constraint result_type_version_pkey PRIMARY KEY (code, valid_from),
  constraint result_type_version_check CHECK ((valid_to >= valid_from)),
  constraint result_type_version_check1 CHECK (((state = 'draft'::text) OR ((metadata_schema IS NOT NULL) AND (validity_rule IS NOT NULL) AND (sensitivity IS NOT NULL) AND (public_fields IS NOT NULL) AND (reissue_policy IS NOT NULL) AND (retention IS NOT NULL)))),
  constraint result_type_version_code_check CHECK ((code ~ '^KQ\.[A-Y]\d{2}\.\d{5,6}$'::text)),
  constraint result_type_version_list_access_check CHECK ((list_access = ANY (ARRAY['file'::text, 'extract'::text]))),
  constraint result_type_version_published_excl EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&) WHERE ((state = 'published'::text)),
  constraint result_type_version_reissue_policy_check CHECK ((reissue_policy = ANY (ARRAY['abolished'::text, 'same-day-exchange'::text, 'normal'::text]))),
  constraint result_type_version_sensitivity_check CHECK (((sensitivity >= 1) AND (sensitivity <= 4))),
  constraint result_type_version_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text])))
);
-- khoso_app: insert, select, update

-- Subjects of the certificates an agency signs with, dated; compared exactly, never by likeness.
create table catalog.signing_subject (
  agency_id uuid not null,
  common_name text not null,
  organization text not null default ''::text,
  valid_from date not null,
  valid_to date,
  citation text not null,
  constraint signing_subject_pkey PRIMARY KEY (common_name, organization, valid_from),
  constraint signing_subject_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES catalog.agency(id),
  constraint signing_subject_check CHECK ((valid_to >= valid_from)),
  constraint signing_subject_common_name_organization_daterange_excl EXCLUDE USING gist (common_name WITH =, organization WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&)
);
CREATE INDEX signing_subject_agency ON catalog.signing_subject USING btree (agency_id);
-- khoso_app: insert, select, update

-- History: where a split left several successors, which one a person decided, and by what decision.
create table catalog.succession_decision (
  id uuid not null,
  predecessor_id uuid not null,
  successor_id uuid not null,
  field text,
  area_code text,
  decision_number text not null,
  decided_on date not null,
  effective_from date not null,
  decided_by text not null,
  recorded_at timestamp with time zone not null,
  constraint succession_decision_pkey PRIMARY KEY (id),
  constraint succession_decision_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES catalog.agency(id),
  constraint succession_decision_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES catalog.agency(id)
);
CREATE INDEX succession_decision_predecessor ON catalog.succession_decision USING btree (predecessor_id);
CREATE INDEX succession_decision_successor ON catalog.succession_decision USING btree (successor_id);
-- khoso_app: insert, select

-- Which unit became, wholly or in part, which.
create table catalog.territory_succession (
  from_code text not null,
  to_code text not null,
  effective_on date not null,
  share text not null,
  citation text not null,
  constraint territory_succession_pkey PRIMARY KEY (from_code, to_code, effective_on),
  constraint territory_succession_share_check CHECK ((share = ANY (ARRAY['whole'::text, 'part'::text])))
);
CREATE INDEX territory_succession_to ON catalog.territory_succession USING btree (to_code);
-- khoso_app: insert, select, update

-- Administrative units (đơn vị hành chính), dated: the same five digits name another unit after 1 July 2025.
create table catalog.territory_unit (
  code text not null,
  kind text not null,
  name text not null,
  parent_code text,
  valid_from date not null,
  valid_to date,
  citation text not null,
  constraint territory_unit_pkey PRIMARY KEY (code, valid_from),
  constraint territory_unit_check CHECK ((valid_to >= valid_from)),
  constraint territory_unit_code_daterange_excl EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&)
);
CREATE INDEX territory_unit_parent ON catalog.territory_unit USING btree (parent_code);
-- khoso_app: insert, select, update

-- Papers of a type that would expire in a range stay valid until a later day by a decree; the paper itself is not changed.
create table catalog.validity_extension (
  id uuid not null,
  result_type_code text not null,
  expires_from date not null,
  expires_to date not null,
  extended_to date not null,
  citation text not null,
  constraint validity_extension_pkey PRIMARY KEY (id),
  constraint validity_extension_check CHECK ((expires_to >= expires_from)),
  constraint validity_extension_check1 CHECK ((extended_to >= expires_to))
);
CREATE INDEX validity_extension_type ON catalog.validity_extension USING btree (result_type_code);
-- khoso_app: insert, select

-- History: a case system declares a dossier completed, and on which day; of several declarations the latest counts.
create table intake.completion (
  id uuid not null,
  source text not null,
  dossier_code text not null,
  procedure_code text not null,
  agency_id uuid,
  agency_code text not null,
  completed_on date not null,
  none_due_because text,
  print text not null,
  declared_at timestamp with time zone not null,
  step bigint not null default nextval('intake.step'::regclass),
  constraint completion_pkey PRIMARY KEY (id),
  constraint completion_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES catalog.agency(id),
  constraint completion_source_dossier_code_print_key UNIQUE (source, dossier_code, print)
);
CREATE INDEX completion_agency ON intake.completion USING btree (agency_id);
CREATE INDEX completion_day ON intake.completion USING btree (completed_on, agency_id);
CREATE INDEX completion_dossier ON intake.completion USING btree (source, dossier_code, step DESC);
-- khoso_app: insert, select

-- History: what a person decided about a quarantined delivery, among the closed options of its cause, and by what decision.
create table intake.decision (
  id uuid not null,
  delivery_id uuid not null,
  reason_code text not null,
  option text not null,
  deciding_agency_id uuid,
  decision_number text,
  legal_basis text,
  decided_on date,
  reason text not null,
  party_ids jsonb not null default '[]'::jsonb,
  against_id uuid,
  file_digest text,
  actor_kind text not null,
  actor_id text not null,
  recorded_at timestamp with time zone not null,
  step bigint not null default nextval('intake.step'::regclass),
  constraint decision_pkey PRIMARY KEY (id),
  constraint decision_against_id_fkey FOREIGN KEY (against_id) REFERENCES intake.delivery(id),
  constraint decision_deciding_agency_id_fkey FOREIGN KEY (deciding_agency_id) REFERENCES catalog.agency(id),
  constraint decision_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES intake.delivery(id),
  constraint decision_file_digest_fkey FOREIGN KEY (file_digest) REFERENCES platform.file(digest)
);
CREATE INDEX decision_against ON intake.decision USING btree (against_id);
CREATE INDEX decision_agency ON intake.decision USING btree (deciding_agency_id);
CREATE INDEX decision_delivery ON intake.decision USING btree (delivery_id);
CREATE INDEX decision_file ON intake.decision USING btree (file_digest);
-- khoso_app: insert, select

-- One claimed result from a case system and where it stands; `claim` is what is judged, `sent` the call in the sender's own words.
create table intake.delivery (
  id uuid not null,
  source text not null,
  dossier_code text not null,
  ordinal integer not null,
  agency_id uuid,
  claim jsonb not null,
  sent jsonb,
  claim_print text not null,
  digest text,
  state text not null,
  reason_code text,
  reason_details jsonb not null default '{}'::jsonb,
  result_id uuid,
  tries integer not null default 0,
  faults integer not null default 0,
  next_try_at timestamp with time zone,
  received_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint delivery_pkey PRIMARY KEY (id),
  constraint delivery_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES catalog.agency(id),
  constraint delivery_check CHECK (((state = 'accepted'::text) = (result_id IS NOT NULL))),
  constraint delivery_check1 CHECK (((state = ANY (ARRAY['waiting'::text, 'quarantined'::text, 'refused'::text])) = (reason_code IS NOT NULL))),
  constraint delivery_check2 CHECK (((state = 'waiting'::text) = (next_try_at IS NOT NULL))),
  constraint delivery_digest_fkey FOREIGN KEY (digest) REFERENCES platform.file(digest),
  constraint delivery_ordinal_check CHECK (((ordinal >= 1) AND (ordinal <= 9999))),
  constraint delivery_result_id_fkey FOREIGN KEY (result_id) REFERENCES results.result(id),
  constraint delivery_source_dossier_code_fkey FOREIGN KEY (source, dossier_code) REFERENCES intake.dossier(source, code),
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['received'::text, 'waiting'::text, 'accepted'::text, 'quarantined'::text, 'refused'::text, 'superseded'::text])))
);
CREATE INDEX delivery_agency ON intake.delivery USING btree (agency_id, state, changed_at);
CREATE INDEX delivery_digest ON intake.delivery USING btree (digest);
CREATE INDEX delivery_dossier ON intake.delivery USING btree (source, dossier_code, ordinal);
CREATE INDEX delivery_open ON intake.delivery USING btree (changed_at) WHERE (state = ANY (ARRAY['received'::text, 'waiting'::text, 'quarantined'::text]));
CREATE INDEX delivery_result ON intake.delivery USING btree (result_id);
-- khoso_app: insert, select, update

-- A dossier of a case system (hồ sơ) as far as its results are concerned: the row is locked while ordinals are given out.
create table intake.dossier (
  source text not null,
  code text not null,
  last_ordinal integer not null,
  first_seen_at timestamp with time zone not null,
  constraint dossier_pkey PRIMARY KEY (source, code),
  constraint dossier_last_ordinal_check CHECK ((last_ordinal >= 0))
);
-- khoso_app: insert, select, update

-- History: the results a completed dossier owes us, by ordinal where the sender knows it, else by type. This is the denominator of "100 % of new results".
create table intake.due_result (
  id uuid not null,
  completion_id uuid not null,
  line integer not null,
  ordinal integer,
  result_type_code text,
  declared_at timestamp with time zone not null,
  constraint due_result_pkey PRIMARY KEY (id),
  constraint due_result_completion_id_fkey FOREIGN KEY (completion_id) REFERENCES intake.completion(id),
  constraint due_result_completion_id_line_key UNIQUE (completion_id, line),
  constraint due_result_line_check CHECK ((line > 0)),
  constraint due_result_ordinal_check CHECK (((ordinal >= 1) AND (ordinal <= 9999)))
);
-- khoso_app: insert, select

-- History: every file that came under a key (source, dossier, ordinal), with the signed receipt given for it. The same again finds its row.
create table intake.receipt (
  id uuid not null,
  delivery_id uuid not null,
  source text not null,
  dossier_code text not null,
  ordinal integer not null,
  digest text,
  claim_print text not null,
  jws text not null,
  issued_at timestamp with time zone not null,
  constraint receipt_pkey PRIMARY KEY (id),
  constraint receipt_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES intake.delivery(id),
  constraint receipt_digest_fkey FOREIGN KEY (digest) REFERENCES platform.file(digest),
  constraint receipt_key UNIQUE NULLS NOT DISTINCT (source, dossier_code, ordinal, digest)
);
CREATE INDEX receipt_delivery ON intake.receipt USING btree (delivery_id);
CREATE INDEX receipt_digest ON intake.receipt USING btree (digest);
-- khoso_app: insert, select

-- History: what was put right on a delivery, with what stood there before.
create table intake.repair (
  id uuid not null,
  delivery_id uuid not null,
  claim_before jsonb not null,
  digest_before text,
  digest_after text,
  note text,
  actor_kind text not null,
  actor_id text not null,
  recorded_at timestamp with time zone not null,
  step bigint not null default nextval('intake.step'::regclass),
  constraint repair_pkey PRIMARY KEY (id),
  constraint repair_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES intake.delivery(id),
  constraint repair_digest_after_fkey FOREIGN KEY (digest_after) REFERENCES platform.file(digest),
  constraint repair_digest_before_fkey FOREIGN KEY (digest_before) REFERENCES platform.file(digest)
);
CREATE INDEX repair_delivery ON intake.repair USING btree (delivery_id);
CREATE INDEX repair_digest_after ON intake.repair USING btree (digest_after);
CREATE INDEX repair_digest_before ON intake.repair USING btree (digest_before);
-- khoso_app: insert, select

-- Which delivery stands for <dossier>-KQ(n): the first to come, until a person lets another take its place.
create table intake.slot (
  source text not null,
  dossier_code text not null,
  ordinal integer not null,
  delivery_id uuid not null,
  constraint slot_pkey PRIMARY KEY (source, dossier_code, ordinal),
  constraint slot_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES intake.delivery(id),
  constraint slot_delivery_id_key UNIQUE (delivery_id)
);
-- khoso_app: insert, select, update

-- History: every step of a delivery, by whom and why.
create table intake.state_change (
  id uuid not null,
  delivery_id uuid not null,
  from_state text,
  to_state text not null,
  reason_code text,
  details jsonb not null default '{}'::jsonb,
  actor_kind text not null,
  actor_id text not null,
  recorded_at timestamp with time zone not null,
  step bigint not null default nextval('intake.step'::regclass),
  constraint state_change_pkey PRIMARY KEY (id),
  constraint state_change_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES intake.delivery(id)
);
CREATE INDEX state_change_delivery ON intake.state_change USING btree (delivery_id);
-- khoso_app: insert, select

-- Numbers a party bears or bore. Not unique: numbers were shared, reused and mistyped.
create table parties.identifier (
  id bigint not null generated identity,
  party_id uuid not null,
  type text not null,
  value text not null,
  valid_from date,
  valid_to date,
  evidence text not null,
  recorded_at timestamp with time zone not null,
  constraint identifier_pkey PRIMARY KEY (id),
  constraint identifier_check CHECK ((valid_to >= valid_from)),
  constraint identifier_party_id_fkey FOREIGN KEY (party_id) REFERENCES parties.party(id),
  constraint identifier_type_check CHECK ((type = ANY (ARRAY['personal-number'::text, 'old-id-number'::text, 'passport'::text, 'tax-code'::text, 'local'::text])))
);
CREATE INDEX identifier_party ON parties.identifier USING btree (party_id);
CREATE INDEX identifier_value ON parties.identifier USING btree (value, type);
-- khoso_app: insert, select, update

-- History: two numbers said to be borne by one person, as an ID card's QR gives the old number beside the new. Evidence, not proof.
create table parties.identifier_link (
  id uuid not null,
  one_type text not null,
  one_value text not null,
  other_type text not null,
  other_value text not null,
  source text not null,
  evidence text not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  constraint identifier_link_pkey PRIMARY KEY (id),
  constraint identifier_link_source_check CHECK ((source = ANY (ARRAY['id-card-qr'::text, 'officer'::text, 'population-database'::text])))
);
CREATE INDEX identifier_link_one ON parties.identifier_link USING btree (one_value, one_type);
CREATE INDEX identifier_link_other ON parties.identifier_link USING btree (other_value, other_type);
-- khoso_app: insert, select

-- History: links found to be wrong.
create table parties.identifier_link_withdrawal (
  link_id uuid not null,
  reason text not null,
  withdrawn_by text not null,
  withdrawn_at timestamp with time zone not null,
  constraint identifier_link_withdrawal_pkey PRIMARY KEY (link_id),
  constraint identifier_link_withdrawal_link_id_fkey FOREIGN KEY (link_id) REFERENCES parties.identifier_link(id)
);
-- khoso_app: insert, select

-- History: two parties found to be one. Nothing is moved between them, so undoing is one more row.
create table parties.merge (
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  evidence text not null,
  merged_by text not null,
  merged_at timestamp with time zone not null,
  constraint merge_pkey PRIMARY KEY (id),
  constraint merge_check CHECK ((kept_id <> merged_id)),
  constraint merge_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES parties.party(id),
  constraint merge_merged_id_fkey FOREIGN KEY (merged_id) REFERENCES parties.party(id)
);
CREATE INDEX merge_kept ON parties.merge USING btree (kept_id);
CREATE INDEX merge_merged ON parties.merge USING btree (merged_id);
-- khoso_app: insert, select

-- History: merges that were undone.
create table parties.merge_undo (
  merge_id uuid not null,
  reason text not null,
  undone_by text not null,
  undone_at timestamp with time zone not null,
  constraint merge_undo_pkey PRIMARY KEY (merge_id),
  constraint merge_undo_merge_id_fkey FOREIGN KEY (merge_id) REFERENCES parties.merge(id)
);
-- khoso_app: insert, select

-- History: every way a party's name was printed, kept exactly, beside the folded key it is compared by.
create table parties.name (
  id bigint not null generated identity,
  party_id uuid not null,
  printed text not null,
  folded text not null,
  evidence text not null,
  recorded_at timestamp with time zone not null,
  constraint name_pkey PRIMARY KEY (id),
  constraint name_party_id_fkey FOREIGN KEY (party_id) REFERENCES parties.party(id)
);
CREATE INDEX name_folded ON parties.name USING btree (folded);
CREATE INDEX name_party ON parties.name USING btree (party_id);
-- khoso_app: insert, select

-- A person, organisation or household. A birth year may be known alone; a death stands with its evidence.
create table parties.party (
  id uuid not null,
  kind text not null,
  sex text,
  birth_year integer,
  birth_on date,
  deceased_on date,
  deceased_evidence text,
  origin text not null,
  registered_at timestamp with time zone not null,
  constraint party_pkey PRIMARY KEY (id),
  constraint party_birth_year_check CHECK (((birth_year >= 1850) AND (birth_year <= 2200))),
  constraint party_check CHECK (((birth_on IS NULL) OR ((birth_year)::numeric = EXTRACT(year FROM birth_on)))),
  constraint party_check1 CHECK (((deceased_on IS NULL) = (deceased_evidence IS NULL))),
  constraint party_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text, 'household'::text]))),
  constraint party_sex_check CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text])))
);
CREATE INDEX party_birth ON parties.party USING btree (birth_on) WHERE (birth_on IS NOT NULL);
-- khoso_app: insert, select, update

-- History: the person an issuer's subject turned out to be at the first sign-in: an id of staff, or of a party.
create table platform.account (
  id uuid not null,
  provider text not null,
  subject text not null,
  kind text not null,
  person_id text not null,
  linked_at timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (id),
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'citizen'::text])))
);
CREATE INDEX account_person ON platform.account USING btree (provider, kind, person_id);
CREATE INDEX account_subject ON platform.account USING btree (provider, subject);
-- khoso_app: insert, select

-- History: ties of an issuer's subject to a person that hold no more, with the letter that says so.
create table platform.account_release (
  id uuid not null,
  letter text not null,
  released_at timestamp with time zone not null,
  constraint account_release_pkey PRIMARY KEY (id),
  constraint account_release_id_fkey FOREIGN KEY (id) REFERENCES platform.account(id)
);
-- khoso_app: insert, select

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
  object_name text not null,
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

-- Who is signed in, by the SHA-256 of the token in their cookie. Ended ones are deleted.
create table platform.session (
  token_hash text not null,
  provider text not null,
  kind text not null,
  person_id text not null,
  name text not null,
  level text,
  signed_in_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'citizen'::text]))),
  constraint session_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX session_expiry ON platform.session USING btree (expires_at);
CREATE INDEX session_person ON platform.session USING btree (kind, person_id);
-- khoso_app: delete, insert, select, update

-- A sign-in under way, known by the browser that began it; used once.
create table platform.sign_in_attempt (
  token_hash text not null,
  provider text not null,
  state text not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  expires_at timestamp with time zone not null,
  constraint sign_in_attempt_pkey PRIMARY KEY (token_hash),
  constraint sign_in_attempt_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX sign_in_attempt_expiry ON platform.sign_in_attempt USING btree (expires_at);
-- khoso_app: delete, insert, select

-- Officers who may sign in (cán bộ, công chức).
create table platform.staff (
  id text not null,
  name text not null,
  active boolean not null default true,
  added_at timestamp with time zone not null default now(),
  last_signed_in_at timestamp with time zone,
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

-- The last sequence given in digitised-result codes, per owner and type (Circular 01/2023/TT-VPCP art. 10).
create table results.digitised_counter (
  owner text not null,
  type_code text not null,
  last integer not null,
  constraint digitised_counter_pkey PRIMARY KEY (owner, type_code)
);
-- khoso_app: insert, select, update

-- History: which stored bytes belong to a result, as what. One signed original; one file may serve many results.
create table results.file (
  id uuid not null,
  result_id uuid not null,
  digest text not null,
  role text not null,
  media_type text not null,
  recorded_at timestamp with time zone not null,
  constraint file_pkey PRIMARY KEY (id),
  constraint file_digest_fkey FOREIGN KEY (digest) REFERENCES platform.file(digest),
  constraint file_result_id_digest_role_key UNIQUE (result_id, digest, role),
  constraint file_result_id_fkey FOREIGN KEY (result_id) REFERENCES results.result(id),
  constraint file_role_check CHECK ((role = ANY (ARRAY['signed-original'::text, 'rendition'::text, 'scan'::text, 'data'::text, 'correction'::text])))
);
CREATE INDEX file_digest ON results.file USING btree (digest);
CREATE UNIQUE INDEX file_signed_original ON results.file USING btree (result_id) WHERE (role = 'signed-original'::text);
-- khoso_app: insert, select

-- History: who a result names, exactly as printed, for ever. Which party that is stands apart, in holder_link.
create table results.holder (
  id uuid not null,
  result_id uuid not null,
  ordinal integer not null,
  role text not null,
  kind text not null,
  name text not null,
  name_folded text not null,
  birth text,
  identifiers jsonb not null,
  recorded_at timestamp with time zone not null,
  constraint holder_pkey PRIMARY KEY (id),
  constraint holder_birth_check CHECK ((birth ~ '^\d{4}(-\d{2}-\d{2})?$'::text)),
  constraint holder_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text, 'household'::text]))),
  constraint holder_ordinal_check CHECK ((ordinal >= 1)),
  constraint holder_result_id_fkey FOREIGN KEY (result_id) REFERENCES results.result(id),
  constraint holder_result_id_ordinal_key UNIQUE (result_id, ordinal),
  constraint holder_role_check CHECK ((role = ANY (ARRAY['holder'::text, 'co-holder'::text, 'related'::text])))
);
-- khoso_app: insert, select

-- Identifiers as printed on results, normalised for exact look-up. None is unique by assumption.
create table results.holder_identifier (
  holder_id uuid not null,
  kind text not null,
  value text not null,
  constraint holder_identifier_pkey PRIMARY KEY (value, kind, holder_id),
  constraint holder_identifier_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES results.holder(id)
);
CREATE INDEX holder_identifier_holder ON results.holder_identifier USING btree (holder_id);
-- khoso_app: insert, select

-- History: which party a printed holder was found to be, with the evidence. The last row holds; a withdrawal is a row.
create table results.holder_link (
  id uuid not null,
  holder_id uuid not null,
  ordinal integer not null,
  finding text not null,
  party_id uuid,
  evidence jsonb not null,
  conflict text,
  confirmed_by text,
  recorded_at timestamp with time zone not null,
  recorded_by text not null,
  constraint holder_link_pkey PRIMARY KEY (id),
  constraint holder_link_check CHECK (((finding = 'none'::text) OR (party_id IS NOT NULL))),
  constraint holder_link_finding_check CHECK ((finding = ANY (ARRAY['exact'::text, 'linked'::text, 'probable'::text, 'none'::text, 'withdrawn'::text]))),
  constraint holder_link_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES results.holder(id),
  constraint holder_link_holder_id_ordinal_key UNIQUE (holder_id, ordinal),
  constraint holder_link_ordinal_check CHECK ((ordinal >= 1)),
  constraint holder_link_party_id_fkey FOREIGN KEY (party_id) REFERENCES parties.party(id)
);
CREATE INDEX holder_link_party ON results.holder_link USING btree (party_id) WHERE (party_id IS NOT NULL);
-- khoso_app: insert, select

-- History: what one result does to another (from replaces to …); a relation recorded by mistake is withdrawn by a row.
create table results.relation (
  id uuid not null,
  type text not null,
  from_id uuid not null,
  to_id uuid not null,
  withdraws uuid,
  decision_number text not null,
  legal_basis text not null,
  decided_on date not null,
  recorded_at timestamp with time zone not null,
  recorded_by text not null,
  constraint relation_pkey PRIMARY KEY (id),
  constraint relation_check CHECK ((from_id <> to_id)),
  constraint relation_from_id_fkey FOREIGN KEY (from_id) REFERENCES results.result(id),
  constraint relation_to_id_fkey FOREIGN KEY (to_id) REFERENCES results.result(id),
  constraint relation_type_check CHECK ((type = ANY (ARRAY['replaces'::text, 'amends'::text, 'extends'::text, 'corrects'::text, 'splits'::text, 'merges'::text, 'annexes'::text]))),
  constraint relation_withdraws_fkey FOREIGN KEY (withdraws) REFERENCES results.relation(id),
  constraint relation_withdraws_key UNIQUE (withdraws)
);
CREATE INDEX relation_from ON results.relation USING btree (from_id);
CREATE INDEX relation_to ON results.relation USING btree (to_id);
-- khoso_app: insert, select

-- A result of an administrative procedure (kết quả giải quyết TTHC) as it was issued; only the count of its moves ever changes.
create table results.result (
  id uuid not null,
  source text not null,
  dossier_code text,
  ordinal integer,
  digitised_code text,
  number text,
  number_key text,
  type_code text not null,
  procedure_code text,
  title text not null,
  abstract text,
  issuer_id uuid not null,
  issuer_name text not null,
  decided_on date not null,
  issued_on date not null,
  effective_from date not null,
  effective_to date,
  scope text,
  metadata jsonb not null,
  origin text not null,
  readiness text not null,
  legal_ground text,
  sensitivity smallint not null,
  report_id uuid,
  moves integer not null default 0,
  search tsvector not null,
  registered_at timestamp with time zone not null,
  registered_by text not null,
  holders smallint not null,
  constraint result_pkey PRIMARY KEY (id),
  constraint result_check CHECK ((effective_to >= effective_from)),
  constraint result_check1 CHECK (((dossier_code IS NULL) = (ordinal IS NULL))),
  constraint result_check2 CHECK (((number IS NULL) = (number_key IS NULL))),
  constraint result_digitised_code_key UNIQUE (digitised_code),
  constraint result_holders_check CHECK ((holders >= 1)),
  constraint result_issuer_id_fkey FOREIGN KEY (issuer_id) REFERENCES catalog.agency(id),
  constraint result_ordinal_check CHECK ((ordinal >= 1)),
  constraint result_origin_check CHECK ((origin = ANY (ARRAY['intake'::text, 'digitised'::text, 'manual'::text, 'converted'::text]))),
  constraint result_readiness_check CHECK ((readiness = ANY (ARRAY['L0'::text, 'L1'::text, 'L2'::text, 'L3'::text, 'L4'::text]))),
  constraint result_report_id_fkey FOREIGN KEY (report_id) REFERENCES signatures.report(id),
  constraint result_sensitivity_check CHECK (((sensitivity >= 1) AND (sensitivity <= 4)))
);
CREATE INDEX result_issued ON results.result USING btree (issued_on DESC, id DESC);
CREATE INDEX result_issuer ON results.result USING btree (issuer_id, issued_on DESC, id DESC);
CREATE INDEX result_moved ON results.result USING btree (id) WHERE (moves > 1);
CREATE INDEX result_number ON results.result USING btree (number_key);
CREATE INDEX result_report ON results.result USING btree (report_id) WHERE (report_id IS NOT NULL);
CREATE INDEX result_search ON results.result USING gin (search);
CREATE INDEX result_type ON results.result USING btree (type_code, issued_on DESC, id DESC);
CREATE UNIQUE INDEX result_dossier ON results.result USING btree (dossier_code, ordinal, source);
-- khoso_app: insert, select

-- History: every decision about a result. It puts a state over the days from acts_from (to until), or undoes one that did.
create table results.state_change (
  id uuid not null,
  result_id uuid not null,
  ordinal integer not null,
  move text not null,
  layer smallint,
  puts text,
  undoes uuid,
  from_state text not null,
  to_state text not null,
  acts text not null,
  reason text,
  decision_number text,
  legal_basis text,
  decided_on date not null,
  effective_from date not null,
  acts_from date not null,
  until date,
  recorded_at timestamp with time zone not null,
  recorded_by text not null,
  constraint state_change_pkey PRIMARY KEY (id),
  constraint state_change_acts_check CHECK ((acts = ANY (ARRAY['onward'::text, 'back'::text]))),
  constraint state_change_check CHECK ((until >= acts_from)),
  constraint state_change_check1 CHECK (((move = 'issue'::text) OR ((reason IS NOT NULL) AND (decision_number IS NOT NULL) AND (legal_basis IS NOT NULL)))),
  constraint state_change_check2 CHECK (((layer IS NULL) = (puts IS NULL))),
  constraint state_change_check3 CHECK (((undoes IS NULL) OR (puts IS NULL))),
  constraint state_change_layer_check CHECK (((layer >= 0) AND (layer <= 2))),
  constraint state_change_ordinal_check CHECK ((ordinal >= 1)),
  constraint state_change_puts_check CHECK ((puts = ANY (ARRAY['active'::text, 'suspended'::text, 'revoked'::text, 'replaced'::text]))),
  constraint state_change_result_id_fkey FOREIGN KEY (result_id) REFERENCES results.result(id),
  constraint state_change_result_id_ordinal_key UNIQUE (result_id, ordinal),
  constraint state_change_undoes_fkey FOREIGN KEY (undoes) REFERENCES results.state_change(id)
);
CREATE INDEX state_change_puts ON results.state_change USING btree (puts) WHERE (layer > 0);
CREATE INDEX state_change_undoes ON results.state_change USING btree (undoes) WHERE (undoes IS NOT NULL);
-- khoso_app: insert, select

-- History: which certificate we trust, for what, from and to which legal day, on whose letter. The newest row of a certificate and scope counts. Judged is the moment something is proven to have existed, not today.
create table signatures.anchor (
  id bigint not null generated identity,
  fingerprint text not null,
  scope text not null,
  trusted_from date not null,
  trusted_to date,
  source text not null,
  recorded_at timestamp with time zone not null,
  terms jsonb,
  letter text,
  recorded_by text,
  source_digest text,
  series text,
  constraint anchor_pkey PRIMARY KEY (id),
  constraint anchor_check CHECK (((trusted_to IS NULL) OR (trusted_to >= trusted_from))),
  constraint anchor_fingerprint_fkey FOREIGN KEY (fingerprint) REFERENCES signatures.certificate(fingerprint),
  constraint anchor_source_digest_check CHECK ((source_digest ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX anchor_fingerprint ON signatures.anchor USING btree (fingerprint, scope, id DESC);
CREATE INDEX anchor_series ON signatures.anchor USING btree (series) WHERE (series IS NOT NULL);
-- khoso_app: insert, select

-- History: each step by which a file was kept for decades. Of a copy: the octets appended to the file and to the steps before. Of a manifest: the list of digests that was time-stamped.
create table signatures.archive_step (
  id uuid not null,
  file_digest text not null,
  ordinal integer not null,
  kind text not null,
  level text not null,
  report_id uuid not null,
  part_digest text not null,
  part_size integer not null,
  token_digest text,
  copy_digest text,
  copy_size bigint,
  evidence text[] not null,
  stamped_at timestamp with time zone,
  source_id bigint,
  reason text,
  recorded_at timestamp with time zone not null,
  constraint archive_step_pkey PRIMARY KEY (id),
  constraint archive_step_check CHECK (((kind = 'copy'::text) = (copy_digest IS NOT NULL))),
  constraint archive_step_check1 CHECK (((stamped_at IS NULL) = (source_id IS NULL))),
  constraint archive_step_file_digest_fkey FOREIGN KEY (file_digest) REFERENCES platform.file(digest),
  constraint archive_step_file_digest_ordinal_key UNIQUE (file_digest, ordinal),
  constraint archive_step_kind_check CHECK ((kind = ANY (ARRAY['copy'::text, 'manifest'::text]))),
  constraint archive_step_level_check CHECK ((level = ANY (ARRAY['B-LT'::text, 'B-LTA'::text, 'kept'::text, 'stamped'::text]))),
  constraint archive_step_ordinal_check CHECK ((ordinal > 0)),
  constraint archive_step_source_id_fkey FOREIGN KEY (source_id) REFERENCES signatures.stamp_source(id)
);
CREATE INDEX archive_step_source ON signatures.archive_step USING btree (source_id);
-- khoso_app: insert, select

-- How each file kept for decades stands now: its last step, what its newest time-stamp rests on, and what stood in the way last.
create table signatures.archive_work (
  file_digest text not null,
  report_id uuid not null,
  ordinal integer not null default 0,
  source_id bigint,
  received_at timestamp with time zone not null,
  next_try_at timestamp with time zone not null,
  attempts integer not null default 0,
  code text,
  claimed_by uuid,
  claimed_until timestamp with time zone,
  changed_at timestamp with time zone not null,
  constraint archive_work_pkey PRIMARY KEY (file_digest),
  constraint archive_work_file_digest_fkey FOREIGN KEY (file_digest) REFERENCES platform.file(digest),
  constraint archive_work_source_id_fkey FOREIGN KEY (source_id) REFERENCES signatures.stamp_source(id)
);
CREATE INDEX archive_work_code ON signatures.archive_work USING btree (code) WHERE (code IS NOT NULL);
CREATE INDEX archive_work_source ON signatures.archive_work USING btree (source_id, next_try_at);
-- khoso_app: insert, select, update

-- History: certificates of trust services by SHA-256. They help to build chains; only a row of anchor makes one trusted.
create table signatures.certificate (
  fingerprint text not null,
  der bytea not null,
  subject text not null,
  self_signed boolean not null,
  source text not null,
  added_at timestamp with time zone not null,
  constraint certificate_pkey PRIMARY KEY (fingerprint),
  constraint certificate_fingerprint_check CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text))
);
-- khoso_app: insert, select

-- History: answers of certification authorities about revocation, kept as fetched and when.
create table signatures.evidence (
  id bigint not null generated identity,
  digest text not null,
  kind text not null,
  url text not null,
  obtained_at timestamp with time zone not null,
  constraint evidence_pkey PRIMARY KEY (id),
  constraint evidence_digest_fkey FOREIGN KEY (digest) REFERENCES platform.file(digest),
  constraint evidence_kind_check CHECK ((kind = ANY (ARRAY['ocsp'::text, 'crl'::text, 'certificate'::text])))
);
CREATE INDEX evidence_digest ON signatures.evidence USING btree (digest);
-- khoso_app: insert, select

-- History: how many months before a time-stamp's certificate or algorithm ends it is renewed, from which day on. Of one day the newest row counts.
create table signatures.renewal_rule (
  id bigint not null generated identity,
  valid_from date not null,
  certificate_months integer not null,
  algorithm_months integer not null,
  source text not null,
  recorded_at timestamp with time zone not null,
  constraint renewal_rule_pkey PRIMARY KEY (id),
  constraint renewal_rule_algorithm_months_check CHECK ((algorithm_months > 0)),
  constraint renewal_rule_certificate_months_check CHECK ((certificate_months > 0))
);
-- khoso_app: insert, select

-- History: every judgement of a signed file, with the digests of the evidence it was given and the moment it is as of. No report: the judge could not finish.
create table signatures.report (
  id uuid not null,
  file_digest text not null,
  decision text not null,
  code text not null,
  policy text not null,
  report jsonb,
  evidence text[] not null,
  judged_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  report_digest text,
  judge text,
  basis text,
  given jsonb,
  copy_digest text,
  constraint report_pkey PRIMARY KEY (id),
  constraint report_basis_check CHECK ((basis ~ '^[0-9a-f]{64}$'::text)),
  constraint report_copy_digest_check CHECK ((copy_digest ~ '^[0-9a-f]{64}$'::text)),
  constraint report_decision_check CHECK ((decision = ANY (ARRAY['accept'::text, 'wait'::text, 'refuse'::text]))),
  constraint report_file_digest_check CHECK ((file_digest ~ '^[0-9a-f]{64}$'::text)),
  constraint report_report_digest_check CHECK ((report_digest ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX report_file ON signatures.report USING btree (file_digest, judged_at DESC);
-- khoso_app: insert, select

-- What time-stamps rest on: one row for each authority certificate and set of algorithms, with the day from which all that hangs on it is renewed.
create table signatures.stamp_source (
  id bigint not null generated identity,
  authority text not null,
  chain text[] not null,
  made_with jsonb not null,
  certificate_ends timestamp with time zone not null,
  lapses_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  why text not null,
  revoked_at timestamp with time zone,
  revocation_reason integer,
  checked_at timestamp with time zone not null,
  check_code text,
  constraint stamp_source_pkey PRIMARY KEY (id),
  constraint stamp_source_authority_fkey FOREIGN KEY (authority) REFERENCES signatures.certificate(fingerprint),
  constraint stamp_source_authority_made_with_key UNIQUE (authority, made_with),
  constraint stamp_source_why_check CHECK ((why = ANY (ARRAY['certificate'::text, 'algorithm'::text, 'revoked'::text])))
);
-- khoso_app: insert, select, update

-- History: what an import would change, as it was shown before anybody confirmed it. It changes nothing by itself.
create table signatures.trust_import (
  id uuid not null,
  kind text not null,
  files jsonb not null,
  choices jsonb not null,
  plan jsonb not null,
  plan_digest text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  constraint trust_import_pkey PRIMARY KEY (id),
  constraint trust_import_kind_check CHECK ((kind = ANY (ARRAY['certificates'::text, 'list'::text]))),
  constraint trust_import_plan_digest_check CHECK ((plan_digest ~ '^[0-9a-f]{64}$'::text))
);
-- khoso_app: insert, select

-- History: the confirmation of an import, by whom and on which letter; at most one.
create table signatures.trust_import_decision (
  import_id uuid not null,
  letter text not null,
  decided_by text not null,
  decided_at timestamp with time zone not null,
  constraint trust_import_decision_pkey PRIMARY KEY (import_id),
  constraint trust_import_decision_import_id_fkey FOREIGN KEY (import_id) REFERENCES signatures.trust_import(id)
);
-- khoso_app: insert, select

-- History: every ETSI trusted list that was accepted. A list with a lower number than the last of its series is not.
create table signatures.trusted_list (
  id bigint not null generated identity,
  series text not null,
  sequence bigint not null,
  operator text not null,
  issued_at timestamp with time zone not null,
  next_update timestamp with time zone,
  digest text not null,
  signer text not null,
  letter text not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  constraint trusted_list_pkey PRIMARY KEY (id),
  constraint trusted_list_digest_fkey FOREIGN KEY (digest) REFERENCES platform.file(digest),
  constraint trusted_list_sequence_check CHECK ((sequence > 0)),
  constraint trusted_list_series_sequence_key UNIQUE (series, sequence),
  constraint trusted_list_signer_check CHECK ((signer ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX trusted_list_digest ON signatures.trusted_list USING btree (digest);
-- khoso_app: insert, select

-- History: every answer given about a paper: by what means, about which code, what was said. Never who asked.
create table verification.check_log (
  id uuid not null,
  means text not null,
  code text,
  verdict text not null,
  checked_at timestamp with time zone not null,
  constraint check_log_pkey PRIMARY KEY (id),
  constraint check_log_means_check CHECK ((means = ANY (ARRAY['code'::text, 'qr'::text, 'photo'::text, 'file'::text, 'staff'::text])))
);
CREATE INDEX check_log_code ON verification.check_log USING btree (code, checked_at DESC) WHERE (code IS NOT NULL);
-- khoso_app: insert, select

-- History: every step of a code (reserved, issued, lapsed) and every value published for it.
create table verification.code_change (
  id uuid not null,
  code text not null,
  standing text not null,
  status_value smallint not null,
  result_id uuid,
  recorded_at timestamp with time zone not null,
  constraint code_change_pkey PRIMARY KEY (id),
  constraint code_change_code_fkey FOREIGN KEY (code) REFERENCES verification.qr_code(code),
  constraint code_change_result_id_fkey FOREIGN KEY (result_id) REFERENCES results.result(id),
  constraint code_change_standing_check CHECK ((standing = ANY (ARRAY['reserved'::text, 'issued'::text, 'lapsed'::text]))),
  constraint code_change_status_value_check CHECK (((status_value >= 0) AND (status_value <= 15)))
);
CREATE INDEX code_change_code ON verification.code_change USING btree (code, recorded_at);
CREATE INDEX code_change_result ON verification.code_change USING btree (result_id) WHERE (result_id IS NOT NULL);
-- khoso_app: insert, select

-- Keys that seal QR codes and sign status lists. The private half is in the secrets folder; only the end of a key is ever written later.
create table verification.issuing_key (
  kid text not null,
  use text not null,
  ordinal integer not null,
  public_jwk jsonb not null,
  scope text not null,
  not_before timestamp with time zone not null,
  not_after timestamp with time zone not null,
  retired_at timestamp with time zone,
  compromised_since timestamp with time zone,
  constraint issuing_key_pkey PRIMARY KEY (kid),
  constraint issuing_key_check CHECK ((not_after > not_before)),
  constraint issuing_key_kid_check CHECK ((kid ~ '^[0-9a-f]{16}$'::text)),
  constraint issuing_key_ordinal_check CHECK ((ordinal >= 1)),
  constraint issuing_key_use_check CHECK ((use = ANY (ARRAY['qr'::text, 'status'::text]))),
  constraint issuing_key_use_ordinal_key UNIQUE (use, ordinal)
);
-- khoso_app: insert, select

-- A public code (mã tra cứu): its place in a status list, the sealed text of its QR, and the result it stands for once that is accepted.
create table verification.qr_code (
  code text not null,
  list_id integer not null,
  list_index integer not null,
  standing text not null,
  status_value smallint not null,
  result_id uuid,
  qr_text text not null,
  kid text not null,
  sealed_digest text not null,
  sealed_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  reserved_by text,
  reference text,
  record_salt bytea,
  record_seal bytea,
  lapses_at timestamp with time zone,
  constraint qr_code_pkey PRIMARY KEY (code),
  constraint qr_code_check CHECK (((standing = 'issued'::text) = (result_id IS NOT NULL))),
  constraint qr_code_check1 CHECK ((((reserved_by IS NULL) = (record_seal IS NULL)) AND ((reserved_by IS NULL) = (lapses_at IS NULL)))),
  constraint qr_code_check2 CHECK (((standing = 'issued'::text) OR (status_value <> 0))),
  constraint qr_code_code_check CHECK ((code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'::text)),
  constraint qr_code_kid_fkey FOREIGN KEY (kid) REFERENCES verification.issuing_key(kid),
  constraint qr_code_list_id_fkey FOREIGN KEY (list_id) REFERENCES verification.status_list(id),
  constraint qr_code_list_id_list_index_key UNIQUE (list_id, list_index),
  constraint qr_code_list_index_check CHECK ((list_index >= 0)),
  constraint qr_code_reserved_by_reference_key UNIQUE (reserved_by, reference),
  constraint qr_code_result_id_fkey FOREIGN KEY (result_id) REFERENCES results.result(id),
  constraint qr_code_result_id_key UNIQUE (result_id),
  constraint qr_code_sealed_digest_check CHECK ((sealed_digest ~ '^[0-9a-f]{32}$'::text)),
  constraint qr_code_standing_check CHECK ((standing = ANY (ARRAY['reserved'::text, 'issued'::text, 'lapsed'::text]))),
  constraint qr_code_status_value_check CHECK (((status_value >= 0) AND (status_value <= 15)))
);
CREATE INDEX qr_code_changed ON verification.qr_code USING btree (list_id, changed_at DESC);
CREATE INDEX qr_code_kid ON verification.qr_code USING btree (kid);
CREATE INDEX qr_code_not_valid ON verification.qr_code USING btree (list_id, list_index) WHERE (status_value <> 0);
-- khoso_app: insert, select

-- History: status lists opened. Entries are given out at random, so that a place says nothing of the order of issue.
create table verification.status_list (
  id integer not null,
  entries integer not null,
  opened_at timestamp with time zone not null,
  constraint status_list_pkey PRIMARY KEY (id),
  constraint status_list_entries_check CHECK ((entries > 0)),
  constraint status_list_id_check CHECK ((id >= 1))
);
-- khoso_app: insert, select

-- The status list token last signed for each list; a newer one takes its place.
create table verification.status_token (
  list_id integer not null,
  token text not null,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint status_token_pkey PRIMARY KEY (list_id),
  constraint status_token_check CHECK ((expires_at > issued_at)),
  constraint status_token_list_id_fkey FOREIGN KEY (list_id) REFERENCES verification.status_list(id)
);
-- khoso_app: insert, select, update

-- History: every trust list published, signed by the root key. The version only rises.
create table verification.trust_publication (
  version integer not null,
  content_digest text not null,
  token text not null,
  issued_at timestamp with time zone not null,
  next_update timestamp with time zone not null,
  constraint trust_publication_pkey PRIMARY KEY (version),
  constraint trust_publication_check CHECK ((next_update > issued_at)),
  constraint trust_publication_version_check CHECK ((version >= 1))
);
-- khoso_app: insert, select

-- History: the short number a QR carries instead of the code of a result type; the trust list names it.
create table verification.type_number (
  type_code text not null,
  number integer not null,
  recorded_at timestamp with time zone not null,
  constraint type_number_pkey PRIMARY KEY (type_code),
  constraint type_number_number_check CHECK ((number >= 1)),
  constraint type_number_number_key UNIQUE (number)
);
-- khoso_app: insert, select

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

CREATE TRIGGER queue_for_seal AFTER INSERT ON catalog.succession_decision REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON intake.completion REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON intake.decision REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON intake.due_result REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON intake.receipt REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON intake.repair REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON intake.state_change REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON parties.identifier_link REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON parties.identifier_link_withdrawal REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('link_id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON parties.merge REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON parties.merge_undo REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('merge_id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON parties.name REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON platform.account REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON platform.account_release REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON platform.event REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON platform.file REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('digest');

CREATE TRIGGER queue_for_seal AFTER INSERT ON platform.file_key REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON platform.journal REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON results.file REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON results.holder REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON results.holder_link REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON results.relation REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON results.state_change REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON signatures.anchor REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON signatures.archive_step REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON signatures.certificate REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('fingerprint');

CREATE TRIGGER queue_for_seal AFTER INSERT ON signatures.evidence REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON signatures.renewal_rule REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON signatures.report REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON signatures.trust_import REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON signatures.trust_import_decision REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('import_id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON signatures.trusted_list REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON verification.check_log REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON verification.code_change REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON verification.status_list REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('id');

CREATE TRIGGER queue_for_seal AFTER INSERT ON verification.trust_publication REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('version');

CREATE TRIGGER queue_for_seal AFTER INSERT ON verification.type_number REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION platform.queue_for_seal('type_code');

