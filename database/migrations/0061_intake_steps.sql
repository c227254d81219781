-- A decision and the step it leads to are written in one transaction, at one instant: their order needs a number.

create sequence intake.step;
grant usage on sequence intake.step to khoso_app;
alter table intake.state_change add column step bigint not null default nextval('intake.step');
alter table intake.repair add column step bigint not null default nextval('intake.step');
alter table intake.decision add column step bigint not null default nextval('intake.step');
