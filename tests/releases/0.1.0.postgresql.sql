-- Dumped from database version 18.4
-- Dumped by pg_dump version 18.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.accounts (
    id bigint NOT NULL,
    learner_id bigint NOT NULL,
    platform character varying(16) NOT NULL,
    user_id bigint NOT NULL,
    unreachable_at timestamp with time zone
);


CREATE SEQUENCE public.accounts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.accounts_id_seq OWNED BY public.accounts.id;


CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


CREATE TABLE public.button_lines (
    token character varying(24) NOT NULL,
    user_id bigint NOT NULL,
    line character varying(1000) NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


CREATE TABLE public.codes (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    purpose character varying(16) NOT NULL,
    code character varying(32) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    name character varying(64) DEFAULT ''::character varying NOT NULL
);


CREATE SEQUENCE public.codes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.codes_id_seq OWNED BY public.codes.id;


CREATE TABLE public.drafts (
    token character varying(24) NOT NULL,
    platform character varying(16) NOT NULL,
    user_id bigint NOT NULL,
    form character varying(16) NOT NULL,
    source text NOT NULL,
    document text NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


CREATE TABLE public.enrolments (
    id bigint NOT NULL,
    roadmap character varying(64) NOT NULL,
    first_day date NOT NULL,
    enrolled_at timestamp with time zone NOT NULL,
    farewell_at timestamp with time zone,
    account_id bigint NOT NULL
);


CREATE SEQUENCE public.enrolments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.enrolments_id_seq OWNED BY public.enrolments.id;


CREATE TABLE public.groups (
    id bigint NOT NULL,
    platform character varying(16) NOT NULL,
    chat_id bigint NOT NULL,
    server_id bigint,
    thread_id bigint,
    title character varying(128) NOT NULL,
    roadmap character varying(64),
    first_day date,
    zone character varying(64),
    digest_weekday integer NOT NULL,
    digest_time time without time zone NOT NULL,
    quiet_from time without time zone,
    quiet_to time without time zone,
    board_on boolean DEFAULT true NOT NULL,
    rooms_on boolean DEFAULT false NOT NULL,
    added_at timestamp with time zone NOT NULL,
    gone_at timestamp with time zone,
    next_look_at timestamp with time zone,
    quiet_weeks integer DEFAULT 0 NOT NULL,
    board_message_id character varying(64) DEFAULT ''::character varying NOT NULL,
    board_week character varying(16) DEFAULT ''::character varying NOT NULL
);


CREATE SEQUENCE public.groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.groups_id_seq OWNED BY public.groups.id;


CREATE TABLE public.help_offers (
    id bigint NOT NULL,
    request_id bigint NOT NULL,
    account_id bigint NOT NULL,
    offered_at timestamp with time zone NOT NULL
);


CREATE SEQUENCE public.help_offers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.help_offers_id_seq OWNED BY public.help_offers.id;


CREATE TABLE public.help_requests (
    id bigint NOT NULL,
    group_id bigint NOT NULL,
    account_id bigint NOT NULL,
    topic character varying(120) NOT NULL,
    question character varying(300) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone
);


CREATE SEQUENCE public.help_requests_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.help_requests_id_seq OWNED BY public.help_requests.id;


CREATE TABLE public.learners (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    zone character varying(64),
    nudges_on boolean NOT NULL,
    nudge_weekday integer NOT NULL,
    nudge_time time without time zone NOT NULL,
    quiet_from time without time zone,
    quiet_to time without time zone,
    next_nudge_at timestamp with time zone,
    roadmap character varying(64),
    nudge_platform character varying(16),
    last_platform character varying(16)
);


CREATE SEQUENCE public.learners_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.learners_id_seq OWNED BY public.learners.id;


CREATE TABLE public.memberships (
    id bigint NOT NULL,
    group_id bigint NOT NULL,
    account_id bigint NOT NULL,
    name character varying(64) NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    wants_partner boolean DEFAULT false NOT NULL
);


CREATE SEQUENCE public.memberships_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.memberships_id_seq OWNED BY public.memberships.id;


CREATE TABLE public.nudges (
    id bigint NOT NULL,
    learner_id bigint,
    account_id bigint,
    platform character varying(16) NOT NULL,
    kind character varying(16) NOT NULL,
    period character varying(40) NOT NULL,
    first_due_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state character varying(16) NOT NULL,
    reason character varying(200) NOT NULL,
    sent_at timestamp with time zone,
    message_id character varying(64) NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    lease character varying(24) DEFAULT ''::character varying NOT NULL,
    maybe_repeated boolean DEFAULT false NOT NULL,
    group_id bigint,
    subject bigint,
    text text
);


CREATE SEQUENCE public.nudges_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.nudges_id_seq OWNED BY public.nudges.id;


CREATE TABLE public.pairing_members (
    id bigint NOT NULL,
    pairing_id bigint NOT NULL,
    account_id bigint NOT NULL
);


CREATE SEQUENCE public.pairing_members_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.pairing_members_id_seq OWNED BY public.pairing_members.id;


CREATE TABLE public.pairings (
    id bigint NOT NULL,
    group_id bigint NOT NULL,
    week date NOT NULL
);


CREATE SEQUENCE public.pairings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.pairings_id_seq OWNED BY public.pairings.id;


CREATE TABLE public.progress_events (
    id bigint NOT NULL,
    enrolment_id bigint NOT NULL,
    "position" integer NOT NULL,
    saying integer NOT NULL,
    said_at timestamp with time zone NOT NULL,
    kind character varying(16) NOT NULL,
    day date NOT NULL,
    topic character varying(120) NOT NULL,
    skill character varying(200) NOT NULL,
    back date,
    minutes integer,
    note character varying(1000) NOT NULL,
    link character varying(1000) NOT NULL,
    undoes integer,
    weekdays integer
);


CREATE SEQUENCE public.progress_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.progress_events_id_seq OWNED BY public.progress_events.id;


CREATE TABLE public.promises (
    id bigint NOT NULL,
    group_id bigint NOT NULL,
    account_id bigint NOT NULL,
    week date NOT NULL,
    text character varying(200) NOT NULL,
    outcome character varying(16) NOT NULL
);


CREATE SEQUENCE public.promises_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.promises_id_seq OWNED BY public.promises.id;


CREATE TABLE public.rates (
    name character varying(64) NOT NULL,
    next_microsecond bigint NOT NULL
);


CREATE TABLE public.roadmap_versions (
    id bigint NOT NULL,
    roadmap_id bigint NOT NULL,
    number integer NOT NULL,
    form character varying(16) NOT NULL,
    source text NOT NULL,
    document text NOT NULL,
    imported_at timestamp with time zone NOT NULL
);


CREATE SEQUENCE public.roadmap_versions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.roadmap_versions_id_seq OWNED BY public.roadmap_versions.id;


CREATE TABLE public.roadmaps (
    id bigint NOT NULL,
    slug character varying(64) NOT NULL,
    account_id bigint,
    current integer NOT NULL,
    created_at timestamp with time zone NOT NULL
);


CREATE SEQUENCE public.roadmaps_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.roadmaps_id_seq OWNED BY public.roadmaps.id;


CREATE TABLE public.rooms (
    id bigint NOT NULL,
    group_id bigint NOT NULL,
    topic character varying(120) NOT NULL,
    thread_id bigint
);


CREATE SEQUENCE public.rooms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.rooms_id_seq OWNED BY public.rooms.id;


CREATE TABLE public.thanks (
    id bigint NOT NULL,
    group_id bigint NOT NULL,
    account_id bigint NOT NULL,
    helper_account_id bigint NOT NULL,
    thanked_at timestamp with time zone NOT NULL
);


CREATE SEQUENCE public.thanks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.thanks_id_seq OWNED BY public.thanks.id;


CREATE TABLE public.tries (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    purpose character varying(16) NOT NULL,
    count integer NOT NULL,
    since timestamp with time zone NOT NULL
);


CREATE SEQUENCE public.tries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.tries_id_seq OWNED BY public.tries.id;


CREATE TABLE public.updates (
    id bigint NOT NULL,
    bot_id bigint NOT NULL,
    update_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    payload text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    leased_until timestamp with time zone,
    lease character varying(24) DEFAULT ''::character varying NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    done_at timestamp with time zone
);


CREATE SEQUENCE public.updates_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.updates_id_seq OWNED BY public.updates.id;


ALTER TABLE ONLY public.accounts ALTER COLUMN id SET DEFAULT nextval('public.accounts_id_seq'::regclass);


ALTER TABLE ONLY public.codes ALTER COLUMN id SET DEFAULT nextval('public.codes_id_seq'::regclass);


ALTER TABLE ONLY public.enrolments ALTER COLUMN id SET DEFAULT nextval('public.enrolments_id_seq'::regclass);


ALTER TABLE ONLY public.groups ALTER COLUMN id SET DEFAULT nextval('public.groups_id_seq'::regclass);


ALTER TABLE ONLY public.help_offers ALTER COLUMN id SET DEFAULT nextval('public.help_offers_id_seq'::regclass);


ALTER TABLE ONLY public.help_requests ALTER COLUMN id SET DEFAULT nextval('public.help_requests_id_seq'::regclass);


ALTER TABLE ONLY public.learners ALTER COLUMN id SET DEFAULT nextval('public.learners_id_seq'::regclass);


ALTER TABLE ONLY public.memberships ALTER COLUMN id SET DEFAULT nextval('public.memberships_id_seq'::regclass);


ALTER TABLE ONLY public.nudges ALTER COLUMN id SET DEFAULT nextval('public.nudges_id_seq'::regclass);


ALTER TABLE ONLY public.pairing_members ALTER COLUMN id SET DEFAULT nextval('public.pairing_members_id_seq'::regclass);


ALTER TABLE ONLY public.pairings ALTER COLUMN id SET DEFAULT nextval('public.pairings_id_seq'::regclass);


ALTER TABLE ONLY public.progress_events ALTER COLUMN id SET DEFAULT nextval('public.progress_events_id_seq'::regclass);


ALTER TABLE ONLY public.promises ALTER COLUMN id SET DEFAULT nextval('public.promises_id_seq'::regclass);


ALTER TABLE ONLY public.roadmap_versions ALTER COLUMN id SET DEFAULT nextval('public.roadmap_versions_id_seq'::regclass);


ALTER TABLE ONLY public.roadmaps ALTER COLUMN id SET DEFAULT nextval('public.roadmaps_id_seq'::regclass);


ALTER TABLE ONLY public.rooms ALTER COLUMN id SET DEFAULT nextval('public.rooms_id_seq'::regclass);


ALTER TABLE ONLY public.thanks ALTER COLUMN id SET DEFAULT nextval('public.thanks_id_seq'::regclass);


ALTER TABLE ONLY public.tries ALTER COLUMN id SET DEFAULT nextval('public.tries_id_seq'::regclass);


ALTER TABLE ONLY public.updates ALTER COLUMN id SET DEFAULT nextval('public.updates_id_seq'::regclass);


INSERT INTO public.accounts VALUES (1, 3, 'telegram', 7100000001, NULL);
INSERT INTO public.accounts VALUES (2, 2, 'telegram', 7100000002, NULL);
INSERT INTO public.accounts VALUES (3, 3, 'discord', 910000000000000001, NULL);
INSERT INTO public.accounts VALUES (4, 4, 'telegram', 7100000003, NULL);


INSERT INTO public.alembic_version VALUES ('0005');


INSERT INTO public.button_lines VALUES ('token-of-ann', 7100000001, '/done zannoxa', '2027-02-17 08:06:35+00');


INSERT INTO public.codes VALUES (1, 1, 'link', 'f9839d997b623561c1191c77d22d77be', '2027-01-18 08:16:30+00', 'Zannoxa');
INSERT INTO public.codes VALUES (2, 2, 'forget', 'Hmh4Pbl3iLc4', '2027-01-18 08:16:35+00', '');


INSERT INTO public.drafts VALUES ('msHwIenmvrom', 'telegram', 7100000001, 'check list', '# Aside of zannoxa

- [ ] Rings
- [ ] Fields
', '{"format": "roadmate-roadmap", "version": 1, "slug": "aside-of-zannoxa", "title": "Aside of zannoxa", "topics": [{"title": "Rings", "slug": "rings", "number": 1, "status": "not_started", "stage": null, "optional": false, "min_weeks": null, "max_weeks": null, "hours_per_week_min": null, "hours_per_week_max": null, "total_hours_min": null, "total_hours_max": null, "prerequisites": [], "skills": [], "recommended": [], "resources": [], "certifications": [], "instead": null, "why": null, "difficulty": null, "aliases": []}, {"title": "Fields", "slug": "fields", "number": 2, "status": "not_started", "stage": null, "optional": false, "min_weeks": null, "max_weeks": null, "hours_per_week_min": null, "hours_per_week_max": null, "total_hours_min": null, "total_hours_max": null, "prerequisites": [], "skills": [], "recommended": [], "resources": [], "certifications": [], "instead": null, "why": null, "difficulty": null, "aliases": []}]}', '2027-01-18 09:06:20+00');


INSERT INTO public.enrolments VALUES (1, 'ml-data', '2027-01-04', '2027-01-04 08:00:10+00', NULL, 1);
INSERT INTO public.enrolments VALUES (2, 'path-to-the-stars-jy77md', '2027-01-04', '2027-01-04 08:01:10+00', NULL, 1);
INSERT INTO public.enrolments VALUES (3, 'path-to-the-stars-jy77md', '2027-01-04', '2027-01-04 08:01:25+00', NULL, 2);
INSERT INTO public.enrolments VALUES (4, 'ml-data', '2027-01-04', '2027-01-04 08:01:40+00', NULL, 3);
INSERT INTO public.enrolments VALUES (5, 'ml-data', '2027-01-04', '2027-01-04 08:02:20+00', NULL, 2);
INSERT INTO public.enrolments VALUES (6, 'ml-data', '2027-01-04', '2027-01-04 08:02:30+00', NULL, 4);


INSERT INTO public.groups VALUES (1, 'telegram', -1000007100500, NULL, NULL, 'The Owls', 'ml-data', '2027-01-04', 'Europe/Berlin', 0, '09:00:00', '22:00:00', '07:30:00', true, true, '2027-01-04 08:02:00+00', NULL, '2027-01-19 08:00:00+00', 1, 'm5', '2027-W01');


INSERT INTO public.help_offers VALUES (1, 1, 2, '2027-01-04 08:03:50+00');
INSERT INTO public.help_offers VALUES (2, 2, 1, '2027-01-04 08:06:05+00');


INSERT INTO public.help_requests VALUES (1, 1, 1, 'nlp', 'how does zannoxa read a map?', '2027-01-04 08:02:45+00', '2027-01-04 08:04:55+00');
INSERT INTO public.help_requests VALUES (2, 1, 2, 'nlp', 'where to begin?', '2027-01-04 08:05:00+00', NULL);


INSERT INTO public.learners VALUES (2, '2027-01-04 08:01:25+00', NULL, true, 0, '09:00:00', '22:00:00', '07:30:00', '2027-01-18 09:00:00+00', 'ml-data', NULL, 'telegram');
INSERT INTO public.learners VALUES (3, '2027-01-04 08:00:05+00', 'Europe/Berlin', true, 0, '09:00:00', '22:00:00', '07:30:00', '2027-01-25 08:00:00+00', 'ml-data', NULL, 'telegram');
INSERT INTO public.learners VALUES (4, '2027-01-04 08:02:30+00', NULL, true, 0, '09:00:00', '22:00:00', '07:30:00', '2027-01-18 09:00:00+00', 'ml-data', NULL, 'telegram');


INSERT INTO public.memberships VALUES (1, 1, 1, 'Zannoxa', '2027-01-04 08:02:10+00', true);
INSERT INTO public.memberships VALUES (2, 1, 2, 'Ben', '2027-01-04 08:02:20+00', true);
INSERT INTO public.memberships VALUES (3, 1, 4, 'Eve', '2027-01-04 08:02:30+00', true);


INSERT INTO public.nudges VALUES (1, 3, 3, 'discord', 'snooze', '2027-01-06', '2027-01-06 08:00:00+00', '2027-01-06 08:01:00+00', 'sent', '', '2027-01-06 08:00:00+00', '1', 1, 'D_Ys7D75v7hY_Fih', false, NULL, NULL, NULL);
INSERT INTO public.nudges VALUES (2, NULL, NULL, 'telegram', 'greeting', 'once', '2027-01-04 08:02:00+00', '2027-01-04 08:03:45+00', 'skipped', 'started already', NULL, '', 1, '2VpXtFGlA3Y4yZwg', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (3, NULL, NULL, 'telegram', 'room', '1', '2027-01-04 08:02:40+00', '2027-01-04 08:03:45+00', 'sent', '', '2027-01-04 08:02:45+00', '70', 1, '2VpXtFGlA3Y4yZwg', false, 1, 1, NULL);
INSERT INTO public.nudges VALUES (4, NULL, NULL, 'telegram', 'help', '1', '2027-01-04 08:02:45+00', '2027-01-04 08:03:45+00', 'sent', '', '2027-01-04 08:02:45+00', 'm1', 1, '2VpXtFGlA3Y4yZwg', false, 1, 1, NULL);
INSERT INTO public.nudges VALUES (5, NULL, NULL, 'telegram', 'opening', '1', '2027-01-04 08:02:40+00', '2027-01-04 08:03:45+00', 'sent', '', '2027-01-04 08:02:45+00', 'm2', 1, 'kn94mW_4NElTXE8D', false, 1, 1, '🚪 This is the room for <b>Time Series Forecasting</b> (3–4 weeks): questions, finds, half-baked ideas.

<i>Useful in analytics, demand prediction, finance, etc.</i>

<b>Free to learn from</b>
• <a href="https://www.youtube.com/c/joshstarmer">StatQuest Series</a>
• <a href="https://www.kaggle.com/learn/time-series">Kaggle Time Series</a>

<code>/begin 2</code> when you start, <code>/helpme 2</code> when you''re stuck, <code>/done 2</code> when you''re through.');
INSERT INTO public.nudges VALUES (6, NULL, NULL, 'telegram', 'pin', '5', '2027-01-04 08:02:40+00', '2027-01-04 08:03:45+00', 'sent', '', '2027-01-04 08:02:45+00', 'm2', 1, 'UB3evhENjyIX4asN', false, 1, 5, NULL);
INSERT INTO public.nudges VALUES (7, NULL, NULL, 'telegram', 'help', '1.2', '2027-01-04 08:03:50+00', '2027-01-04 08:04:50+00', 'sent', '', '2027-01-04 08:03:50+00', 'm1', 1, 'Qvg8Qt8WSy5ml-bl', false, 1, 1, NULL);
INSERT INTO public.nudges VALUES (8, NULL, NULL, 'telegram', 'help', '1.closed', '2027-01-04 08:04:55+00', '2027-01-04 08:06:00+00', 'sent', '', '2027-01-04 08:05:00+00', 'm1', 1, '4X8BE1NmH_Rt8ik5', false, 1, 1, '🙋 <span id="m1">Zannoxa</span> would like help with <b>NLP</b>.

“<span id="m1">how does zannoxa read a map?</span>”

✔ Settled. Thank you, all.');
INSERT INTO public.nudges VALUES (9, NULL, NULL, 'telegram', 'thanks', '1', '2027-01-04 08:04:55+00', '2027-01-04 08:06:00+00', 'sent', '', '2027-01-04 08:05:00+00', 'm3', 1, '4X8BE1NmH_Rt8ik5', false, 1, 1, '💛 <span id="m1">Zannoxa</span> thanks <span id="m2">Ben</span>. Help like that is what a group is for.');
INSERT INTO public.nudges VALUES (10, NULL, NULL, 'telegram', 'help', '2', '2027-01-04 08:05:00+00', '2027-01-04 08:06:00+00', 'sent', '', '2027-01-04 08:05:00+00', 'm4', 1, '4X8BE1NmH_Rt8ik5', false, 1, 2, NULL);
INSERT INTO public.nudges VALUES (11, NULL, NULL, 'telegram', 'help', '2.1', '2027-01-04 08:06:05+00', '2027-01-04 08:07:05+00', 'sent', '', '2027-01-04 08:06:05+00', 'm4', 1, 'zz50QXs0ojSDoXDg', false, 1, 2, '🙋 <span id="m2">Ben</span> would like help with <b>NLP</b>.

“<span id="m2">where to begin?</span>”

🤝 <span id="m1">Zannoxa</span> can help. <span id="m2">Ben</span>, a word of thanks goes by <code>/thanks</code>.');
INSERT INTO public.nudges VALUES (12, NULL, NULL, 'telegram', 'board', '2027-01-05', '2027-01-05 08:00:00+00', '2027-01-05 08:01:00+00', 'sent', '', '2027-01-05 08:00:00+00', 'm5', 1, 'COHu_4Pul28tQp4W', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (13, NULL, NULL, 'telegram', 'pin', '12', '2027-01-05 08:00:00+00', '2027-01-05 08:01:00+00', 'sent', '', '2027-01-05 08:00:00+00', 'm5', 1, 'd0H30Mdla6oeI80d', false, 1, 12, NULL);
INSERT INTO public.nudges VALUES (14, NULL, NULL, 'telegram', 'board', '2027-01-06', '2027-01-06 08:00:00+00', '2027-01-06 08:01:00+00', 'sent', '', '2027-01-06 08:00:00+00', 'm5', 1, 'MtrIUgOrv92OY9Iv', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (15, NULL, NULL, 'telegram', 'board', '2027-01-07', '2027-01-07 08:00:00+00', '2027-01-07 08:01:00+00', 'sent', '', '2027-01-07 08:00:00+00', 'm5', 1, 'y442WafJzGP_Dsob', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (16, NULL, NULL, 'telegram', 'board', '2027-01-08', '2027-01-08 08:00:00+00', '2027-01-08 08:01:00+00', 'sent', '', '2027-01-08 08:00:00+00', 'm5', 1, '-Co7iHLlbJi4I45t', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (17, NULL, NULL, 'telegram', 'board', '2027-01-09', '2027-01-09 08:00:00+00', '2027-01-09 08:01:00+00', 'sent', '', '2027-01-09 08:00:00+00', 'm5', 1, '_QysHzbunk9tBBmm', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (18, NULL, NULL, 'telegram', 'board', '2027-01-10', '2027-01-10 08:00:00+00', '2027-01-10 08:01:00+00', 'sent', '', '2027-01-10 08:00:00+00', 'm5', 1, 'W_EtiJ77Cgc1rZsk', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (19, 3, 1, 'telegram', 'weekly', '2027-W02', '2027-01-11 08:00:00+00', '2027-01-11 08:01:00+00', 'sent', '', '2027-01-11 08:00:00+00', '1', 1, 'dPEcXxt7IbewiZq0', false, NULL, NULL, NULL);
INSERT INTO public.nudges VALUES (20, NULL, NULL, 'telegram', 'digest', '2027-W02', '2027-01-11 08:00:00+00', '2027-01-11 08:01:00+00', 'sent', '', '2027-01-11 08:00:00+00', 'm6', 1, 'dPEcXxt7IbewiZq0', false, 1, NULL, '🗞 <b>The Owls</b>, 4 Jan to 10 Jan

<b>Completed</b>
✅ <span id="m1">Zannoxa</span>: Deep Learning

<b>On it now</b>
🟡 Time Series Forecasting: <span id="m1">Zannoxa</span>

Together: 1 learner studied, 1 topic completed and help given once.

<b>Who can help?</b>
🙋 <span id="m2">Ben</span> with NLP: “<span id="m2">where to begin?</span>”

<b>What the roadmap expects from 11 Jan to 17 Jan</b>
• Deep Learning: goes on

👉 This week: who gives <span id="m2">Ben</span> a hand with <b>NLP</b>?

<b>Topic rooms</b>
• <a href="https://t.me/c/7100500/70">Time Series Forecasting</a>');
INSERT INTO public.nudges VALUES (21, NULL, NULL, 'telegram', 'board', '2027-01-11', '2027-01-11 08:00:00+00', '2027-01-11 08:01:00+00', 'sent', '', '2027-01-11 08:00:00+00', 'm5', 1, 'dPEcXxt7IbewiZq0', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (22, 3, 1, 'telegram', 'partners', '2027-01-11.1', '2027-01-11 08:00:00+00', '2027-01-11 08:01:00+00', 'sent', '', '2027-01-11 08:00:00+00', '2', 1, 'tG-HXmE5hSuQiWQy', false, NULL, 1, NULL);
INSERT INTO public.nudges VALUES (23, 2, 2, 'telegram', 'partners', '2027-01-11.1', '2027-01-11 08:00:00+00', '2027-01-11 08:01:00+00', 'sent', '', '2027-01-11 08:00:00+00', '3', 1, 'tG-HXmE5hSuQiWQy', false, NULL, 1, NULL);
INSERT INTO public.nudges VALUES (24, 4, 4, 'telegram', 'partners', '2027-01-11.1', '2027-01-11 08:00:00+00', '2027-01-11 08:01:00+00', 'sent', '', '2027-01-11 08:00:00+00', '4', 1, 'tG-HXmE5hSuQiWQy', false, NULL, 1, NULL);
INSERT INTO public.nudges VALUES (25, 2, 2, 'telegram', 'promised', '1.2027-01-11', '2027-01-11 08:06:10+00', '2027-01-11 08:07:15+00', 'skipped', 'told with the next nudge', NULL, '', 1, 'PYF2TlOv2erxbNHK', false, NULL, 1, NULL);
INSERT INTO public.nudges VALUES (26, 4, 4, 'telegram', 'promised', '1.2027-01-11', '2027-01-11 08:06:10+00', '2027-01-11 08:07:15+00', 'skipped', 'told with the next nudge', NULL, '', 1, 'PYF2TlOv2erxbNHK', false, NULL, 1, NULL);
INSERT INTO public.nudges VALUES (27, 3, 1, 'telegram', 'promised', '2.2027-01-11', '2027-01-11 08:06:15+00', '2027-01-11 08:07:15+00', 'skipped', 'told with the next nudge', NULL, '', 1, 'PYF2TlOv2erxbNHK', false, NULL, 2, NULL);
INSERT INTO public.nudges VALUES (28, 4, 4, 'telegram', 'promised', '2.2027-01-11', '2027-01-11 08:06:15+00', '2027-01-11 08:07:15+00', 'skipped', 'told with the next nudge', NULL, '', 1, 'RuFh1hDHQSiVFvD7', false, NULL, 2, NULL);
INSERT INTO public.nudges VALUES (29, 2, 2, 'telegram', 'weekly', '2027-W02', '2027-01-11 09:00:00+00', '2027-01-11 09:01:00+00', 'sent', '', '2027-01-11 09:00:00+00', '5', 1, 'nN0C03Q91jER0odD', false, NULL, NULL, NULL);
INSERT INTO public.nudges VALUES (30, 4, 4, 'telegram', 'weekly', '2027-W02', '2027-01-11 09:00:00+00', '2027-01-11 09:01:00+00', 'sent', '', '2027-01-11 09:00:00+00', '6', 1, 'nN0C03Q91jER0odD', false, NULL, NULL, NULL);
INSERT INTO public.nudges VALUES (31, NULL, NULL, 'telegram', 'board', '2027-01-12', '2027-01-12 08:00:00+00', '2027-01-12 08:01:00+00', 'sent', '', '2027-01-12 08:00:00+00', 'm5', 1, '5LcAN6VGN8WogjD2', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (32, NULL, NULL, 'telegram', 'board', '2027-01-13', '2027-01-13 08:00:00+00', '2027-01-13 08:01:00+00', 'sent', '', '2027-01-13 08:00:00+00', 'm5', 1, 'Z9B0mExkBvo_-n-G', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (33, NULL, NULL, 'telegram', 'board', '2027-01-14', '2027-01-14 08:00:00+00', '2027-01-14 08:01:00+00', 'sent', '', '2027-01-14 08:00:00+00', 'm5', 1, '6tkqLka7A66JxbUD', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (34, NULL, NULL, 'telegram', 'board', '2027-01-15', '2027-01-15 08:00:00+00', '2027-01-15 08:01:00+00', 'sent', '', '2027-01-15 08:00:00+00', 'm5', 1, 'TuFni8zbCA8aXACs', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (35, NULL, NULL, 'telegram', 'board', '2027-01-16', '2027-01-16 08:00:00+00', '2027-01-16 08:01:00+00', 'sent', '', '2027-01-16 08:00:00+00', 'm5', 1, 'hKZXN1AaD_regyHa', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (36, NULL, NULL, 'telegram', 'board', '2027-01-17', '2027-01-17 08:00:00+00', '2027-01-17 08:01:00+00', 'sent', '', '2027-01-17 08:00:00+00', 'm5', 1, 'TZ39MjtQZW6vC4kK', false, 1, NULL, NULL);
INSERT INTO public.nudges VALUES (37, 3, 1, 'telegram', 'silence', '2.2027-01-11', '2027-01-17 08:00:00+00', '2027-01-17 08:01:00+00', 'skipped', 'told with the next nudge', NULL, '', 1, 'TZ39MjtQZW6vC4kK', false, NULL, 2, NULL);
INSERT INTO public.nudges VALUES (38, 3, 1, 'telegram', 'silence', '3.2027-01-11', '2027-01-17 08:00:00+00', '2027-01-17 08:01:00+00', 'skipped', 'told with the next nudge', NULL, '', 1, 'TZ39MjtQZW6vC4kK', false, NULL, 3, NULL);
INSERT INTO public.nudges VALUES (39, 3, 1, 'telegram', 'promise', '2027-01-11.1', '2027-01-17 08:00:00+00', '2027-01-17 08:01:00+00', 'skipped', 'told with the next nudge', NULL, '', 1, 'R0KA2kfdDXX69mdZ', false, NULL, 1, NULL);
INSERT INTO public.nudges VALUES (40, 2, 2, 'telegram', 'promise', '2027-01-11.2', '2027-01-17 08:00:00+00', '2027-01-17 08:01:00+00', 'skipped', 'over the weekly budget', NULL, '', 1, 'R0KA2kfdDXX69mdZ', false, NULL, 2, NULL);
INSERT INTO public.nudges VALUES (41, 3, 1, 'telegram', 'weekly', '2027-W03', '2027-01-18 08:00:00+00', '2027-01-18 08:01:00+00', 'sent', '', '2027-01-18 08:00:00+00', '7', 1, 'vURjRltBbh0qi6Xf', false, NULL, NULL, NULL);
INSERT INTO public.nudges VALUES (42, NULL, NULL, 'telegram', 'digest', '2027-W03', '2027-01-18 08:00:00+00', '2027-01-18 08:01:00+00', 'sent', '', '2027-01-18 08:00:00+00', 'm7', 1, 'vURjRltBbh0qi6Xf', false, 1, NULL, '🌙 A quiet week for <b>The Owls</b>. Ten minutes of study and a <code>/checkin</code> are a fine way back in.

<b>Topic rooms</b>
• <a href="https://t.me/c/7100500/70">Time Series Forecasting</a>');
INSERT INTO public.nudges VALUES (43, NULL, NULL, 'telegram', 'board', '2027-01-18', '2027-01-18 08:00:00+00', '2027-01-18 08:01:00+00', 'sent', '', '2027-01-18 08:00:00+00', 'm5', 1, 'vURjRltBbh0qi6Xf', false, 1, NULL, '📋 <b>The Owls</b>, 12 Jan to 18 Jan

<span id="m2">Ben</span>: nothing due yet · on track
<span id="m4">Eve</span>: nothing due yet · on track
<span id="m1">Zannoxa</span>: nothing due yet · on track');


INSERT INTO public.pairing_members VALUES (1, 1, 1);
INSERT INTO public.pairing_members VALUES (2, 1, 2);
INSERT INTO public.pairing_members VALUES (3, 1, 4);


INSERT INTO public.pairings VALUES (1, 1, '2027-01-11');


INSERT INTO public.progress_events VALUES (1, 1, 1, 1, '2027-01-04 08:00:15+00', 'begun', '2027-01-04', 'deep-learning', '', NULL, NULL, '', '', NULL, NULL);
INSERT INTO public.progress_events VALUES (2, 1, 2, 2, '2027-01-04 08:00:20+00', 'checked in', '2027-01-04', '', '', NULL, NULL, '45 zannoxa read a chapter', '', NULL, NULL);
INSERT INTO public.progress_events VALUES (3, 1, 3, 3, '2027-01-04 08:00:25+00', 'completed', '2027-01-04', 'deep-learning', '', NULL, NULL, '', 'https://example.org/zannoxa', NULL, NULL);
INSERT INTO public.progress_events VALUES (4, 1, 4, 4, '2027-01-04 08:00:30+00', 'skipped', '2027-01-04', 'ml-oops-multiprocessing', '', NULL, NULL, '', '', NULL, NULL);
INSERT INTO public.progress_events VALUES (5, 1, 5, 5, '2027-01-04 08:00:35+00', 'undone', '2027-01-04', 'ml-oops-multiprocessing', '', NULL, NULL, '', '', 4, NULL);
INSERT INTO public.progress_events VALUES (6, 1, 6, 6, '2027-01-04 08:00:40+00', 'skill known', '2027-01-04', '', 'Git', NULL, NULL, '', '', NULL, NULL);
INSERT INTO public.progress_events VALUES (7, 1, 7, 7, '2027-01-04 08:00:45+00', 'days', '2027-01-04', '', '', NULL, NULL, '', '', NULL, 23);
INSERT INTO public.progress_events VALUES (8, 1, 8, 8, '2027-01-04 08:00:50+00', 'paused', '2027-01-04', '', '', '2027-01-20', NULL, '', '', NULL, NULL);
INSERT INTO public.progress_events VALUES (9, 1, 9, 9, '2027-01-04 08:00:55+00', 'resumed', '2027-01-04', '', '', NULL, NULL, '', '', NULL, NULL);
INSERT INTO public.progress_events VALUES (10, 2, 1, 1, '2027-01-04 08:01:10+00', 'completed', '2027-01-04', 'sets', '', NULL, NULL, '', '', NULL, NULL);
INSERT INTO public.progress_events VALUES (11, 3, 1, 1, '2027-01-04 08:01:30+00', 'completed', '2027-01-04', 'maps', '', NULL, NULL, '', '', NULL, NULL);
INSERT INTO public.progress_events VALUES (12, 4, 1, 1, '2027-01-04 08:01:45+00', 'checked in', '2027-01-04', '', '', NULL, NULL, '20 zannoxa on the other side', '', NULL, NULL);
INSERT INTO public.progress_events VALUES (13, 1, 10, 10, '2027-01-04 08:02:40+00', 'begun', '2027-01-04', 'time-series-forecasting', '', NULL, NULL, '', '', NULL, NULL);


INSERT INTO public.promises VALUES (1, 1, 1, '2027-01-11', 'two chapters for zannoxa', 'open');
INSERT INTO public.promises VALUES (2, 1, 2, '2027-01-11', 'one chapter', 'open');


INSERT INTO public.rates VALUES ('discord', 1800259200000000);
INSERT INTO public.rates VALUES ('telegram', 1800259595033333);
INSERT INTO public.rates VALUES ('telegram:-1000007100500', 1800259200000000);
INSERT INTO public.rates VALUES ('telegram:7100000001', 1800259591000000);
INSERT INTO public.rates VALUES ('telegram:7100000002', 1800259596000000);


INSERT INTO public.roadmap_versions VALUES (1, 1, 1, 'check list', '# Path to the stars

zannoxa wrote this for herself.

- [x] Sets
- [ ] Maps
- [ ] Graphs
', '{"format": "roadmate-roadmap", "version": 1, "slug": "path-to-the-stars", "title": "Path to the stars", "topics": [{"title": "Sets", "slug": "sets", "number": 1, "status": "done", "stage": null, "optional": false, "min_weeks": null, "max_weeks": null, "hours_per_week_min": null, "hours_per_week_max": null, "total_hours_min": null, "total_hours_max": null, "prerequisites": [], "skills": [], "recommended": [], "resources": [], "certifications": [], "instead": null, "why": null, "difficulty": null, "aliases": []}, {"title": "Maps", "slug": "maps", "number": 2, "status": "not_started", "stage": null, "optional": false, "min_weeks": null, "max_weeks": null, "hours_per_week_min": null, "hours_per_week_max": null, "total_hours_min": null, "total_hours_max": null, "prerequisites": [], "skills": [], "recommended": [], "resources": [], "certifications": [], "instead": null, "why": null, "difficulty": null, "aliases": []}, {"title": "Graphs", "slug": "graphs", "number": 3, "status": "not_started", "stage": null, "optional": false, "min_weeks": null, "max_weeks": null, "hours_per_week_min": null, "hours_per_week_max": null, "total_hours_min": null, "total_hours_max": null, "prerequisites": [], "skills": [], "recommended": [], "resources": [], "certifications": [], "instead": null, "why": null, "difficulty": null, "aliases": []}]}', '2027-01-04 08:01:10+00');
INSERT INTO public.roadmap_versions VALUES (2, 1, 2, 'check list', '# Path to the stars

zannoxa wrote this for herself.

- [x] Sets
- [ ] Maps
- [ ] Graphs
- [ ] Trees
', '{
  "format": "roadmate-roadmap",
  "version": 1,
  "slug": "path-to-the-stars-jy77md",
  "title": "Path to the stars",
  "topics": [
    {
      "title": "Sets",
      "slug": "sets",
      "number": 1,
      "status": "not_started",
      "stage": null,
      "optional": false,
      "min_weeks": null,
      "max_weeks": null,
      "hours_per_week_min": null,
      "hours_per_week_max": null,
      "total_hours_min": null,
      "total_hours_max": null,
      "prerequisites": [],
      "skills": [],
      "recommended": [],
      "resources": [],
      "certifications": [],
      "instead": null,
      "why": null,
      "difficulty": null,
      "aliases": []
    },
    {
      "title": "Maps",
      "slug": "maps",
      "number": 2,
      "status": "not_started",
      "stage": null,
      "optional": false,
      "min_weeks": null,
      "max_weeks": null,
      "hours_per_week_min": null,
      "hours_per_week_max": null,
      "total_hours_min": null,
      "total_hours_max": null,
      "prerequisites": [],
      "skills": [],
      "recommended": [],
      "resources": [],
      "certifications": [],
      "instead": null,
      "why": null,
      "difficulty": null,
      "aliases": []
    },
    {
      "title": "Graphs",
      "slug": "graphs",
      "number": 3,
      "status": "not_started",
      "stage": null,
      "optional": false,
      "min_weeks": null,
      "max_weeks": null,
      "hours_per_week_min": null,
      "hours_per_week_max": null,
      "total_hours_min": null,
      "total_hours_max": null,
      "prerequisites": [],
      "skills": [],
      "recommended": [],
      "resources": [],
      "certifications": [],
      "instead": null,
      "why": null,
      "difficulty": null,
      "aliases": []
    },
    {
      "title": "Trees",
      "slug": "trees",
      "number": 4,
      "status": "not_started",
      "stage": null,
      "optional": false,
      "min_weeks": null,
      "max_weeks": null,
      "hours_per_week_min": null,
      "hours_per_week_max": null,
      "total_hours_min": null,
      "total_hours_max": null,
      "prerequisites": [],
      "skills": [],
      "recommended": [],
      "resources": [],
      "certifications": [],
      "instead": null,
      "why": null,
      "difficulty": null,
      "aliases": []
    }
  ]
}
', '2027-01-04 08:01:15+00');


INSERT INTO public.roadmaps VALUES (1, 'path-to-the-stars-jy77md', 1, 2, '2027-01-04 08:01:10+00');


INSERT INTO public.rooms VALUES (1, 1, 'time-series-forecasting', 70);


INSERT INTO public.thanks VALUES (1, 1, 1, 2, '2027-01-04 08:04:55+00');


INSERT INTO public.tries VALUES (1, 1, 'link', 1, '2027-01-18 08:06:25+00');


INSERT INTO public.updates VALUES (1, 77, 1, 7100000001, '{"update_id": 1, "message": {"message_id": 1, "date": 1800000000, "chat": {"id": 7100000001, "type": "private"}, "from": {"id": 7100000001, "is_bot": false, "first_name": "Zannoxa"}, "text": "/checkin zannoxa direct"}}', '2027-01-18 08:06:35+00', NULL, '', 0, NULL);
INSERT INTO public.updates VALUES (2, 77, 2, -1000007100500, '{"update_id": 2, "message": {"message_id": 2, "date": 1800000000, "chat": {"id": -1000007100500, "type": "supergroup"}, "from": {"id": 7100000001, "is_bot": false, "first_name": "Zannoxa"}, "text": "/helpme nlp zannoxa again"}}', '2027-01-18 08:06:35+00', NULL, '', 0, NULL);
INSERT INTO public.updates VALUES (3, 77, 3, -1000007100500, '{"update_id": 3, "message": {"message_id": 3, "date": 1800000000, "chat": {"id": -1000007100500, "type": "supergroup"}, "from": {"id": 7100000002, "is_bot": false, "first_name": "Ben"}, "text": "/board"}}', '2027-01-18 08:06:35+00', NULL, '', 0, NULL);


SELECT pg_catalog.setval('public.accounts_id_seq', 4, true);


SELECT pg_catalog.setval('public.codes_id_seq', 2, true);


SELECT pg_catalog.setval('public.enrolments_id_seq', 6, true);


SELECT pg_catalog.setval('public.groups_id_seq', 1, true);


SELECT pg_catalog.setval('public.help_offers_id_seq', 2, true);


SELECT pg_catalog.setval('public.help_requests_id_seq', 2, true);


SELECT pg_catalog.setval('public.learners_id_seq', 4, true);


SELECT pg_catalog.setval('public.memberships_id_seq', 3, true);


SELECT pg_catalog.setval('public.nudges_id_seq', 43, true);


SELECT pg_catalog.setval('public.pairing_members_id_seq', 3, true);


SELECT pg_catalog.setval('public.pairings_id_seq', 1, true);


SELECT pg_catalog.setval('public.progress_events_id_seq', 13, true);


SELECT pg_catalog.setval('public.promises_id_seq', 2, true);


SELECT pg_catalog.setval('public.roadmap_versions_id_seq', 2, true);


SELECT pg_catalog.setval('public.roadmaps_id_seq', 1, true);


SELECT pg_catalog.setval('public.rooms_id_seq', 1, true);


SELECT pg_catalog.setval('public.thanks_id_seq', 1, true);


SELECT pg_catalog.setval('public.tries_id_seq', 1, true);


SELECT pg_catalog.setval('public.updates_id_seq', 3, true);


ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT pk_accounts PRIMARY KEY (id);


ALTER TABLE ONLY public.button_lines
    ADD CONSTRAINT pk_button_lines PRIMARY KEY (token);


ALTER TABLE ONLY public.codes
    ADD CONSTRAINT pk_codes PRIMARY KEY (id);


ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT pk_drafts PRIMARY KEY (token);


ALTER TABLE ONLY public.enrolments
    ADD CONSTRAINT pk_enrolments PRIMARY KEY (id);


ALTER TABLE ONLY public.groups
    ADD CONSTRAINT pk_groups PRIMARY KEY (id);


ALTER TABLE ONLY public.help_offers
    ADD CONSTRAINT pk_help_offers PRIMARY KEY (id);


ALTER TABLE ONLY public.help_requests
    ADD CONSTRAINT pk_help_requests PRIMARY KEY (id);


ALTER TABLE ONLY public.learners
    ADD CONSTRAINT pk_learners PRIMARY KEY (id);


ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT pk_memberships PRIMARY KEY (id);


ALTER TABLE ONLY public.nudges
    ADD CONSTRAINT pk_nudges PRIMARY KEY (id);


ALTER TABLE ONLY public.pairing_members
    ADD CONSTRAINT pk_pairing_members PRIMARY KEY (id);


ALTER TABLE ONLY public.pairings
    ADD CONSTRAINT pk_pairings PRIMARY KEY (id);


ALTER TABLE ONLY public.progress_events
    ADD CONSTRAINT pk_progress_events PRIMARY KEY (id);


ALTER TABLE ONLY public.promises
    ADD CONSTRAINT pk_promises PRIMARY KEY (id);


ALTER TABLE ONLY public.rates
    ADD CONSTRAINT pk_rates PRIMARY KEY (name);


ALTER TABLE ONLY public.roadmap_versions
    ADD CONSTRAINT pk_roadmap_versions PRIMARY KEY (id);


ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT pk_roadmaps PRIMARY KEY (id);


ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT pk_rooms PRIMARY KEY (id);


ALTER TABLE ONLY public.thanks
    ADD CONSTRAINT pk_thanks PRIMARY KEY (id);


ALTER TABLE ONLY public.tries
    ADD CONSTRAINT pk_tries PRIMARY KEY (id);


ALTER TABLE ONLY public.updates
    ADD CONSTRAINT pk_updates PRIMARY KEY (id);


ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT uq_accounts_learner_id_platform UNIQUE (learner_id, platform);


ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT uq_accounts_platform_user_id UNIQUE (platform, user_id);


ALTER TABLE ONLY public.codes
    ADD CONSTRAINT uq_codes_account_id_purpose UNIQUE (account_id, purpose);


ALTER TABLE ONLY public.enrolments
    ADD CONSTRAINT uq_enrolments_account_id_roadmap UNIQUE (account_id, roadmap);


ALTER TABLE ONLY public.groups
    ADD CONSTRAINT uq_groups_platform_chat_id UNIQUE (platform, chat_id);


ALTER TABLE ONLY public.help_offers
    ADD CONSTRAINT uq_help_offers_request_id_account_id UNIQUE (request_id, account_id);


ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT uq_memberships_group_id_account_id UNIQUE (group_id, account_id);


ALTER TABLE ONLY public.nudges
    ADD CONSTRAINT uq_nudges_group_id_kind_period UNIQUE (group_id, kind, period);


ALTER TABLE ONLY public.nudges
    ADD CONSTRAINT uq_nudges_learner_id_kind_period UNIQUE (learner_id, kind, period);


ALTER TABLE ONLY public.pairing_members
    ADD CONSTRAINT uq_pairing_members_pairing_id_account_id UNIQUE (pairing_id, account_id);


ALTER TABLE ONLY public.progress_events
    ADD CONSTRAINT uq_progress_events_enrolment_id_position UNIQUE (enrolment_id, "position");


ALTER TABLE ONLY public.promises
    ADD CONSTRAINT uq_promises_group_id_account_id_week UNIQUE (group_id, account_id, week);


ALTER TABLE ONLY public.roadmap_versions
    ADD CONSTRAINT uq_roadmap_versions_roadmap_id_number UNIQUE (roadmap_id, number);


ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT uq_roadmaps_slug UNIQUE (slug);


ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT uq_rooms_group_id_topic UNIQUE (group_id, topic);


ALTER TABLE ONLY public.tries
    ADD CONSTRAINT uq_tries_account_id_purpose UNIQUE (account_id, purpose);


ALTER TABLE ONLY public.updates
    ADD CONSTRAINT uq_updates_bot_id_update_id UNIQUE (bot_id, update_id);


CREATE INDEX ix_button_lines_expires_at ON public.button_lines USING btree (expires_at);


CREATE INDEX ix_codes_purpose_code ON public.codes USING btree (purpose, code);


CREATE INDEX ix_drafts_platform_user_id ON public.drafts USING btree (platform, user_id);


CREATE INDEX ix_groups_next_look_at ON public.groups USING btree (next_look_at) WHERE (next_look_at IS NOT NULL);


CREATE INDEX ix_help_offers_account_id ON public.help_offers USING btree (account_id);


CREATE INDEX ix_help_requests_account_id ON public.help_requests USING btree (account_id);


CREATE INDEX ix_help_requests_group_id ON public.help_requests USING btree (group_id);


CREATE INDEX ix_learners_next_nudge_at ON public.learners USING btree (next_nudge_at) WHERE (next_nudge_at IS NOT NULL);


CREATE INDEX ix_memberships_account_id ON public.memberships USING btree (account_id);


CREATE INDEX ix_nudges_account_id ON public.nudges USING btree (account_id);


CREATE INDEX ix_nudges_platform_due_at ON public.nudges USING btree (platform, due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'sending'::character varying])::text[]));


CREATE INDEX ix_pairing_members_account_id ON public.pairing_members USING btree (account_id);


CREATE INDEX ix_pairings_group_id_week ON public.pairings USING btree (group_id, week);


CREATE INDEX ix_promises_account_id ON public.promises USING btree (account_id);


CREATE INDEX ix_roadmaps_account_id ON public.roadmaps USING btree (account_id);


CREATE INDEX ix_thanks_account_id ON public.thanks USING btree (account_id);


CREATE INDEX ix_thanks_group_id_thanked_at ON public.thanks USING btree (group_id, thanked_at);


CREATE INDEX ix_thanks_helper_account_id ON public.thanks USING btree (helper_account_id);


CREATE INDEX ix_updates_bot_id_chat_id_id ON public.updates USING btree (bot_id, chat_id, id) WHERE (done_at IS NULL);


ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT fk_accounts_learner_id_learners FOREIGN KEY (learner_id) REFERENCES public.learners(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.codes
    ADD CONSTRAINT fk_codes_account_id_accounts FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.enrolments
    ADD CONSTRAINT fk_enrolments_account_id_accounts FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.help_offers
    ADD CONSTRAINT fk_help_offers_account_id_accounts FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.help_offers
    ADD CONSTRAINT fk_help_offers_request_id_help_requests FOREIGN KEY (request_id) REFERENCES public.help_requests(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.help_requests
    ADD CONSTRAINT fk_help_requests_account_id_accounts FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.help_requests
    ADD CONSTRAINT fk_help_requests_group_id_groups FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT fk_memberships_account_id_accounts FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT fk_memberships_group_id_groups FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.nudges
    ADD CONSTRAINT fk_nudges_account_id_accounts FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.nudges
    ADD CONSTRAINT fk_nudges_group_id_groups FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.nudges
    ADD CONSTRAINT fk_nudges_learner_id_learners FOREIGN KEY (learner_id) REFERENCES public.learners(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.pairing_members
    ADD CONSTRAINT fk_pairing_members_account_id_accounts FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.pairing_members
    ADD CONSTRAINT fk_pairing_members_pairing_id_pairings FOREIGN KEY (pairing_id) REFERENCES public.pairings(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.pairings
    ADD CONSTRAINT fk_pairings_group_id_groups FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.progress_events
    ADD CONSTRAINT fk_progress_events_enrolment_id_enrolments FOREIGN KEY (enrolment_id) REFERENCES public.enrolments(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.promises
    ADD CONSTRAINT fk_promises_account_id_accounts FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.promises
    ADD CONSTRAINT fk_promises_group_id_groups FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.roadmap_versions
    ADD CONSTRAINT fk_roadmap_versions_roadmap_id_roadmaps FOREIGN KEY (roadmap_id) REFERENCES public.roadmaps(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT fk_roadmaps_account_id_accounts FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE SET NULL;


ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT fk_rooms_group_id_groups FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.thanks
    ADD CONSTRAINT fk_thanks_account_id_accounts FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.thanks
    ADD CONSTRAINT fk_thanks_group_id_groups FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.thanks
    ADD CONSTRAINT fk_thanks_helper_account_id_accounts FOREIGN KEY (helper_account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.tries
    ADD CONSTRAINT fk_tries_account_id_accounts FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;
