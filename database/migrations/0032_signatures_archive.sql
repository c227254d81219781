-- Evidence for decades: what a report was judged on, exactly; the copies that prove themselves; when they are renewed.

alter table signatures.report add column report_digest text check (report_digest ~ '^[0-9a-f]{64}$');
alter table signatures.report add column judge text;
alter table signatures.report add column basis text check (basis ~ '^[0-9a-f]{64}$');
alter table signatures.report add column given jsonb;
alter table signatures.report add column copy_digest text check (copy_digest ~ '^[0-9a-f]{64}$');
comment on column signatures.report.report_digest is
  'SHA-256 of the report''s JSON as the judge wrote it: made again, it has the same.';
comment on column signatures.report.judge is 'Version of the judge that made it.';
comment on column signatures.report.basis is
  'File with the anchors, helpers, terms and policy it was judged by.';
comment on column signatures.report.given is
  'What else the judge was handed, in order: evidence with its digest and since when we have it, and proofs of existence.';
comment on column signatures.report.copy_digest is
  'SHA-256 of the archival copy that was judged in place of the file itself.';

create table signatures.renewal_rule (
  id bigint generated always as identity primary key,
  valid_from date not null,
  certificate_months int not null check (certificate_months > 0),
  algorithm_months int not null check (algorithm_months > 0),
  source text not null,
  recorded_at timestamptz not null
);
comment on table signatures.renewal_rule is
  'History: how many months before a time-stamp''s certificate or algorithm ends it is renewed, from which day on. Of one day the newest row counts.';
grant select, insert on signatures.renewal_rule to khoso_app;

create table signatures.stamp_source (
  id bigint generated always as identity primary key,
  authority text not null references signatures.certificate (fingerprint),
  chain text[] not null,
  made_with jsonb not null,
  certificate_ends timestamptz not null,
  lapses_at timestamptz not null,
  due_at timestamptz not null,
  why text not null check (why in ('certificate', 'algorithm', 'revoked')),
  revoked_at timestamptz,
  revocation_reason int,
  checked_at timestamptz not null,
  check_code text,
  unique (authority, made_with)
);
comment on table signatures.stamp_source is
  'What time-stamps rest on: one row for each authority certificate and set of algorithms, with the day from which all that hangs on it is renewed.';
grant select, insert, update on signatures.stamp_source to khoso_app;

create table signatures.archive_step (
  id uuid primary key,
  file_digest text not null references platform.file (digest),
  ordinal int not null check (ordinal > 0),
  kind text not null check (kind in ('copy', 'manifest')),
  level text not null check (level in ('B-LT', 'B-LTA', 'kept', 'stamped')),
  report_id uuid not null,
  part_digest text not null,
  part_size int not null,
  token_digest text,
  copy_digest text,
  copy_size bigint,
  evidence text[] not null,
  stamped_at timestamptz,
  source_id bigint references signatures.stamp_source (id),
  reason text,
  recorded_at timestamptz not null,
  unique (file_digest, ordinal),
  check ((kind = 'copy') = (copy_digest is not null)),
  check ((stamped_at is null) = (source_id is null))
);
create index archive_step_source on signatures.archive_step (source_id);
comment on table signatures.archive_step is
  'History: each step by which a file was kept for decades. Of a copy: the octets appended to the file and to the steps before. Of a manifest: the list of digests that was time-stamped.';
grant select, insert on signatures.archive_step to khoso_app;

create table signatures.archive_work (
  file_digest text primary key references platform.file (digest),
  report_id uuid not null,
  ordinal int not null default 0,
  source_id bigint references signatures.stamp_source (id),
  received_at timestamptz not null,
  next_try_at timestamptz not null,
  attempts int not null default 0,
  code text,
  claimed_by uuid,
  claimed_until timestamptz,
  changed_at timestamptz not null
);
create index archive_work_source on signatures.archive_work (source_id, next_try_at);
create index archive_work_code on signatures.archive_work (code) where code is not null;
comment on table signatures.archive_work is
  'How each file kept for decades stands now: its last step, what its newest time-stamp rests on, and what stood in the way last.';
grant select, insert, update on signatures.archive_work to khoso_app;

select platform.seal_history('signatures.renewal_rule', 'id', 'recorded_at');
select platform.seal_history('signatures.archive_step', 'id', 'recorded_at');
