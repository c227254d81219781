-- Signatures: whom we trust and since when, the revocation evidence we fetched, and every report of the judge.

create schema signatures;
grant usage on schema signatures to khoso_app;

create table signatures.certificate (
  fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{64}$'),
  der bytea not null,
  subject text not null,
  self_signed boolean not null,
  source text not null,
  added_at timestamptz not null
);
comment on table signatures.certificate is
  'History: certificates of trust services by SHA-256. They help to build chains; only a row of anchor makes one trusted.';
grant select, insert on signatures.certificate to khoso_app;

create table signatures.anchor (
  id bigint generated always as identity primary key,
  fingerprint text not null references signatures.certificate (fingerprint),
  scope text not null,
  trusted_from date not null,
  trusted_to date,
  source text not null,
  recorded_at timestamptz not null,
  check (trusted_to is null or trusted_to >= trusted_from)
);
create index anchor_fingerprint on signatures.anchor (fingerprint, scope, id desc);
comment on table signatures.anchor is
  'History: which self-signed certificate we trust, for what, from and to which legal day. The newest row of a certificate and scope counts.';
grant select, insert on signatures.anchor to khoso_app;

create table signatures.evidence (
  id bigint generated always as identity primary key,
  digest text not null references platform.file (digest),
  kind text not null check (kind in ('ocsp', 'crl', 'certificate')),
  url text not null,
  obtained_at timestamptz not null
);
create index evidence_digest on signatures.evidence (digest);
comment on table signatures.evidence is
  'History: answers of certification authorities about revocation, kept as fetched and when.';
grant select, insert on signatures.evidence to khoso_app;

create table signatures.report (
  id uuid primary key,
  file_digest text not null check (file_digest ~ '^[0-9a-f]{64}$'),
  decision text not null check (decision in ('accept', 'wait', 'refuse')),
  code text not null,
  policy text not null,
  report jsonb,
  evidence text[] not null,
  judged_at timestamptz not null,
  recorded_at timestamptz not null
);
create index report_file on signatures.report (file_digest, judged_at desc);
comment on table signatures.report is
  'History: every judgement of a signed file, with the digests of the evidence it was given and the moment it is as of. No report: the judge could not finish.';
grant select, insert on signatures.report to khoso_app;

select platform.seal_history('signatures.certificate', 'fingerprint', 'added_at');
select platform.seal_history('signatures.anchor', 'id', 'recorded_at');
select platform.seal_history('signatures.evidence', 'id', 'obtained_at');
select platform.seal_history('signatures.report', 'id', 'recorded_at');
