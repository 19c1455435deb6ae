BEGIN TRANSACTION;
CREATE TABLE "accounts" (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	platform VARCHAR(16) NOT NULL, 
	user_id BIGINT NOT NULL, 
	unreachable_at DATETIME, 
	CONSTRAINT pk_accounts PRIMARY KEY (id), 
	CONSTRAINT uq_accounts_platform_user_id UNIQUE (platform, user_id), 
	CONSTRAINT fk_accounts_learner_id_learners FOREIGN KEY(learner_id) REFERENCES learners (id) ON DELETE CASCADE, 
	CONSTRAINT uq_accounts_learner_id_platform UNIQUE (learner_id, platform)
);
INSERT INTO "accounts" VALUES(1,3,'telegram',7100000001,NULL);
INSERT INTO "accounts" VALUES(2,2,'telegram',7100000002,NULL);
INSERT INTO "accounts" VALUES(3,3,'discord',910000000000000001,NULL);
INSERT INTO "accounts" VALUES(4,4,'telegram',7100000003,NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE button_lines (
	token VARCHAR(24) NOT NULL, 
	user_id BIGINT NOT NULL, 
	line VARCHAR(1000) NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_button_lines PRIMARY KEY (token)
);
INSERT INTO "button_lines" VALUES('token-of-ann',7100000001,'/done zannoxa','2027-02-17 08:06:35.000000');
CREATE TABLE "codes" (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	purpose VARCHAR(16) NOT NULL, 
	code VARCHAR(32) NOT NULL, 
	expires_at DATETIME NOT NULL, 
	name VARCHAR(64) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_codes PRIMARY KEY (id), 
	CONSTRAINT fk_codes_account_id_accounts FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE, 
	CONSTRAINT uq_codes_account_id_purpose UNIQUE (account_id, purpose)
);
INSERT INTO "codes" VALUES(1,1,'link','f9839d997b623561c1191c77d22d77be','2027-01-18 08:16:30.000000','Zannoxa');
INSERT INTO "codes" VALUES(2,2,'forget','Hmh4Pbl3iLc4','2027-01-18 08:16:35.000000','');
CREATE TABLE drafts (
	token VARCHAR(24) NOT NULL, 
	platform VARCHAR(16) NOT NULL, 
	user_id BIGINT NOT NULL, 
	form VARCHAR(16) NOT NULL, 
	source TEXT NOT NULL, 
	document TEXT NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (token)
);
INSERT INTO "drafts" VALUES('msHwIenmvrom','telegram',7100000001,'check list','# Aside of zannoxa

- [ ] Rings
- [ ] Fields
','{"format": "roadmate-roadmap", "version": 1, "slug": "aside-of-zannoxa", "title": "Aside of zannoxa", "topics": [{"title": "Rings", "slug": "rings", "number": 1, "status": "not_started", "stage": null, "optional": false, "min_weeks": null, "max_weeks": null, "hours_per_week_min": null, "hours_per_week_max": null, "total_hours_min": null, "total_hours_max": null, "prerequisites": [], "skills": [], "recommended": [], "resources": [], "certifications": [], "instead": null, "why": null, "difficulty": null, "aliases": []}, {"title": "Fields", "slug": "fields", "number": 2, "status": "not_started", "stage": null, "optional": false, "min_weeks": null, "max_weeks": null, "hours_per_week_min": null, "hours_per_week_max": null, "total_hours_min": null, "total_hours_max": null, "prerequisites": [], "skills": [], "recommended": [], "resources": [], "certifications": [], "instead": null, "why": null, "difficulty": null, "aliases": []}]}','2027-01-18 09:06:20.000000');
CREATE TABLE "enrolments" (
	id INTEGER NOT NULL, 
	roadmap VARCHAR(64) NOT NULL, 
	first_day DATE NOT NULL, 
	enrolled_at DATETIME NOT NULL, 
	farewell_at DATETIME, 
	account_id INTEGER NOT NULL, 
	CONSTRAINT pk_enrolments PRIMARY KEY (id), 
	CONSTRAINT fk_enrolments_account_id_accounts FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE, 
	CONSTRAINT uq_enrolments_account_id_roadmap UNIQUE (account_id, roadmap)
);
INSERT INTO "enrolments" VALUES(1,'ml-data','2027-01-04','2027-01-04 08:00:10.000000',NULL,1);
INSERT INTO "enrolments" VALUES(2,'path-to-the-stars-jy77md','2027-01-04','2027-01-04 08:01:10.000000',NULL,1);
INSERT INTO "enrolments" VALUES(3,'path-to-the-stars-jy77md','2027-01-04','2027-01-04 08:01:25.000000',NULL,2);
INSERT INTO "enrolments" VALUES(4,'ml-data','2027-01-04','2027-01-04 08:01:40.000000',NULL,3);
INSERT INTO "enrolments" VALUES(5,'ml-data','2027-01-04','2027-01-04 08:02:20.000000',NULL,2);
INSERT INTO "enrolments" VALUES(6,'ml-data','2027-01-04','2027-01-04 08:02:30.000000',NULL,4);
CREATE TABLE groups (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	platform VARCHAR(16) NOT NULL, 
	chat_id BIGINT NOT NULL, 
	server_id BIGINT, 
	thread_id BIGINT, 
	title VARCHAR(128) NOT NULL, 
	roadmap VARCHAR(64), 
	first_day DATE, 
	zone VARCHAR(64), 
	digest_weekday INTEGER NOT NULL, 
	digest_time TIME NOT NULL, 
	quiet_from TIME, 
	quiet_to TIME, 
	board_on BOOLEAN DEFAULT 1 NOT NULL, 
	rooms_on BOOLEAN DEFAULT 0 NOT NULL, 
	added_at DATETIME NOT NULL, 
	gone_at DATETIME, 
	next_look_at DATETIME, 
	quiet_weeks INTEGER DEFAULT 0 NOT NULL, 
	board_message_id VARCHAR(64) DEFAULT '' NOT NULL, 
	board_week VARCHAR(16) DEFAULT '' NOT NULL, 
	CONSTRAINT uq_groups_platform_chat_id UNIQUE (platform, chat_id)
);
INSERT INTO "groups" VALUES(1,'telegram',-1000007100500,NULL,NULL,'The Owls','ml-data','2027-01-04','Europe/Berlin',0,'09:00:00.000000','22:00:00.000000','07:30:00.000000',1,1,'2027-01-04 08:02:00.000000',NULL,'2027-01-19 08:00:00.000000',1,'m5','2027-W01');
CREATE TABLE help_offers (
	id INTEGER NOT NULL, 
	request_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	offered_at DATETIME NOT NULL, 
	CONSTRAINT pk_help_offers PRIMARY KEY (id), 
	CONSTRAINT fk_help_offers_request_id_help_requests FOREIGN KEY(request_id) REFERENCES help_requests (id) ON DELETE CASCADE, 
	CONSTRAINT fk_help_offers_account_id_accounts FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE, 
	CONSTRAINT uq_help_offers_request_id_account_id UNIQUE (request_id, account_id)
);
INSERT INTO "help_offers" VALUES(1,1,2,'2027-01-04 08:03:50.000000');
INSERT INTO "help_offers" VALUES(2,2,1,'2027-01-04 08:06:05.000000');
CREATE TABLE help_requests (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	group_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	topic VARCHAR(120) NOT NULL, 
	question VARCHAR(300) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	CONSTRAINT fk_help_requests_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE, 
	CONSTRAINT fk_help_requests_account_id_accounts FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
INSERT INTO "help_requests" VALUES(1,1,1,'nlp','how does zannoxa read a map?','2027-01-04 08:02:45.000000','2027-01-04 08:04:55.000000');
INSERT INTO "help_requests" VALUES(2,1,2,'nlp','where to begin?','2027-01-04 08:05:00.000000',NULL);
CREATE TABLE learners (
	id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	zone VARCHAR(64), 
	nudges_on BOOLEAN NOT NULL, 
	nudge_weekday INTEGER NOT NULL, 
	nudge_time TIME NOT NULL, 
	quiet_from TIME, 
	quiet_to TIME, 
	next_nudge_at DATETIME, roadmap VARCHAR(64), nudge_platform VARCHAR(16), last_platform VARCHAR(16), 
	CONSTRAINT pk_learners PRIMARY KEY (id)
);
INSERT INTO "learners" VALUES(2,'2027-01-04 08:01:25.000000',NULL,1,0,'09:00:00.000000','22:00:00.000000','07:30:00.000000','2027-01-18 09:00:00.000000','ml-data',NULL,'telegram');
INSERT INTO "learners" VALUES(3,'2027-01-04 08:00:05.000000','Europe/Berlin',1,0,'09:00:00.000000','22:00:00.000000','07:30:00.000000','2027-01-25 08:00:00.000000','ml-data',NULL,'telegram');
INSERT INTO "learners" VALUES(4,'2027-01-04 08:02:30.000000',NULL,1,0,'09:00:00.000000','22:00:00.000000','07:30:00.000000','2027-01-18 09:00:00.000000','ml-data',NULL,'telegram');
CREATE TABLE memberships (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	group_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	name VARCHAR(64) NOT NULL, 
	joined_at DATETIME NOT NULL, 
	wants_partner BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT fk_memberships_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE, 
	CONSTRAINT fk_memberships_account_id_accounts FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE, 
	CONSTRAINT uq_memberships_group_id_account_id UNIQUE (group_id, account_id)
);
INSERT INTO "memberships" VALUES(1,1,1,'Zannoxa','2027-01-04 08:02:10.000000',1);
INSERT INTO "memberships" VALUES(2,1,2,'Ben','2027-01-04 08:02:20.000000',1);
INSERT INTO "memberships" VALUES(3,1,4,'Eve','2027-01-04 08:02:30.000000',1);
CREATE TABLE "nudges" (
	id INTEGER NOT NULL, 
	learner_id INTEGER, 
	account_id INTEGER, 
	platform VARCHAR(16) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	period VARCHAR(40) NOT NULL, 
	first_due_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	sent_at DATETIME, 
	message_id VARCHAR(64) NOT NULL, 
	attempts INTEGER DEFAULT 0 NOT NULL, 
	lease VARCHAR(24) DEFAULT ('') NOT NULL, 
	maybe_repeated BOOLEAN DEFAULT 0 NOT NULL, 
	group_id INTEGER, 
	subject BIGINT, 
	text TEXT, 
	CONSTRAINT pk_nudges PRIMARY KEY (id), 
	CONSTRAINT uq_nudges_learner_id_kind_period UNIQUE (learner_id, kind, period), 
	CONSTRAINT fk_nudges_account_id_accounts FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE, 
	CONSTRAINT fk_nudges_learner_id_learners FOREIGN KEY(learner_id) REFERENCES learners (id) ON DELETE CASCADE, 
	CONSTRAINT fk_nudges_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE, 
	CONSTRAINT uq_nudges_group_id_kind_period UNIQUE (group_id, kind, period)
);
INSERT INTO "nudges" VALUES(1,3,3,'discord','snooze','2027-01-06','2027-01-06 08:00:00.000000','2027-01-06 08:01:00.000000','sent','','2027-01-06 08:00:00.000000','1',1,'D_Ys7D75v7hY_Fih',0,NULL,NULL,NULL);
INSERT INTO "nudges" VALUES(2,NULL,NULL,'telegram','greeting','once','2027-01-04 08:02:00.000000','2027-01-04 08:03:45.000000','skipped','started already',NULL,'',1,'2VpXtFGlA3Y4yZwg',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(3,NULL,NULL,'telegram','room','1','2027-01-04 08:02:40.000000','2027-01-04 08:03:45.000000','sent','','2027-01-04 08:02:45.000000','70',1,'2VpXtFGlA3Y4yZwg',0,1,1,NULL);
INSERT INTO "nudges" VALUES(4,NULL,NULL,'telegram','help','1','2027-01-04 08:02:45.000000','2027-01-04 08:03:45.000000','sent','','2027-01-04 08:02:45.000000','m1',1,'2VpXtFGlA3Y4yZwg',0,1,1,NULL);
INSERT INTO "nudges" VALUES(5,NULL,NULL,'telegram','opening','1','2027-01-04 08:02:40.000000','2027-01-04 08:03:45.000000','sent','','2027-01-04 08:02:45.000000','m2',1,'kn94mW_4NElTXE8D',0,1,1,'🚪 This is the room for <b>Time Series Forecasting</b> (3–4 weeks): questions, finds, half-baked ideas.

<i>Useful in analytics, demand prediction, finance, etc.</i>

<b>Free to learn from</b>
• <a href="https://www.youtube.com/c/joshstarmer">StatQuest Series</a>
• <a href="https://www.kaggle.com/learn/time-series">Kaggle Time Series</a>

<code>/begin 2</code> when you start, <code>/helpme 2</code> when you''re stuck, <code>/done 2</code> when you''re through.');
INSERT INTO "nudges" VALUES(6,NULL,NULL,'telegram','pin','5','2027-01-04 08:02:40.000000','2027-01-04 08:03:45.000000','sent','','2027-01-04 08:02:45.000000','m2',1,'UB3evhENjyIX4asN',0,1,5,NULL);
INSERT INTO "nudges" VALUES(7,NULL,NULL,'telegram','help','1.2','2027-01-04 08:03:50.000000','2027-01-04 08:04:50.000000','sent','','2027-01-04 08:03:50.000000','m1',1,'Qvg8Qt8WSy5ml-bl',0,1,1,NULL);
INSERT INTO "nudges" VALUES(8,NULL,NULL,'telegram','help','1.closed','2027-01-04 08:04:55.000000','2027-01-04 08:06:00.000000','sent','','2027-01-04 08:05:00.000000','m1',1,'4X8BE1NmH_Rt8ik5',0,1,1,'🙋 <span id="m1">Zannoxa</span> would like help with <b>NLP</b>.

“<span id="m1">how does zannoxa read a map?</span>”

✔ Settled. Thank you, all.');
INSERT INTO "nudges" VALUES(9,NULL,NULL,'telegram','thanks','1','2027-01-04 08:04:55.000000','2027-01-04 08:06:00.000000','sent','','2027-01-04 08:05:00.000000','m3',1,'4X8BE1NmH_Rt8ik5',0,1,1,'💛 <span id="m1">Zannoxa</span> thanks <span id="m2">Ben</span>. Help like that is what a group is for.');
INSERT INTO "nudges" VALUES(10,NULL,NULL,'telegram','help','2','2027-01-04 08:05:00.000000','2027-01-04 08:06:00.000000','sent','','2027-01-04 08:05:00.000000','m4',1,'4X8BE1NmH_Rt8ik5',0,1,2,NULL);
INSERT INTO "nudges" VALUES(11,NULL,NULL,'telegram','help','2.1','2027-01-04 08:06:05.000000','2027-01-04 08:07:05.000000','sent','','2027-01-04 08:06:05.000000','m4',1,'zz50QXs0ojSDoXDg',0,1,2,'🙋 <span id="m2">Ben</span> would like help with <b>NLP</b>.

“<span id="m2">where to begin?</span>”

🤝 <span id="m1">Zannoxa</span> can help. <span id="m2">Ben</span>, a word of thanks goes by <code>/thanks</code>.');
INSERT INTO "nudges" VALUES(12,NULL,NULL,'telegram','board','2027-01-05','2027-01-05 08:00:00.000000','2027-01-05 08:01:00.000000','sent','','2027-01-05 08:00:00.000000','m5',1,'COHu_4Pul28tQp4W',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(13,NULL,NULL,'telegram','pin','12','2027-01-05 08:00:00.000000','2027-01-05 08:01:00.000000','sent','','2027-01-05 08:00:00.000000','m5',1,'d0H30Mdla6oeI80d',0,1,12,NULL);
INSERT INTO "nudges" VALUES(14,NULL,NULL,'telegram','board','2027-01-06','2027-01-06 08:00:00.000000','2027-01-06 08:01:00.000000','sent','','2027-01-06 08:00:00.000000','m5',1,'MtrIUgOrv92OY9Iv',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(15,NULL,NULL,'telegram','board','2027-01-07','2027-01-07 08:00:00.000000','2027-01-07 08:01:00.000000','sent','','2027-01-07 08:00:00.000000','m5',1,'y442WafJzGP_Dsob',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(16,NULL,NULL,'telegram','board','2027-01-08','2027-01-08 08:00:00.000000','2027-01-08 08:01:00.000000','sent','','2027-01-08 08:00:00.000000','m5',1,'-Co7iHLlbJi4I45t',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(17,NULL,NULL,'telegram','board','2027-01-09','2027-01-09 08:00:00.000000','2027-01-09 08:01:00.000000','sent','','2027-01-09 08:00:00.000000','m5',1,'_QysHzbunk9tBBmm',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(18,NULL,NULL,'telegram','board','2027-01-10','2027-01-10 08:00:00.000000','2027-01-10 08:01:00.000000','sent','','2027-01-10 08:00:00.000000','m5',1,'W_EtiJ77Cgc1rZsk',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(19,3,1,'telegram','weekly','2027-W02','2027-01-11 08:00:00.000000','2027-01-11 08:01:00.000000','sent','','2027-01-11 08:00:00.000000','1',1,'dPEcXxt7IbewiZq0',0,NULL,NULL,NULL);
INSERT INTO "nudges" VALUES(20,NULL,NULL,'telegram','digest','2027-W02','2027-01-11 08:00:00.000000','2027-01-11 08:01:00.000000','sent','','2027-01-11 08:00:00.000000','m6',1,'dPEcXxt7IbewiZq0',0,1,NULL,'🗞 <b>The Owls</b>, 4 Jan to 10 Jan

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
INSERT INTO "nudges" VALUES(21,NULL,NULL,'telegram','board','2027-01-11','2027-01-11 08:00:00.000000','2027-01-11 08:01:00.000000','sent','','2027-01-11 08:00:00.000000','m5',1,'dPEcXxt7IbewiZq0',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(22,3,1,'telegram','partners','2027-01-11.1','2027-01-11 08:00:00.000000','2027-01-11 08:01:00.000000','sent','','2027-01-11 08:00:00.000000','2',1,'tG-HXmE5hSuQiWQy',0,NULL,1,NULL);
INSERT INTO "nudges" VALUES(23,2,2,'telegram','partners','2027-01-11.1','2027-01-11 08:00:00.000000','2027-01-11 08:01:00.000000','sent','','2027-01-11 08:00:00.000000','3',1,'tG-HXmE5hSuQiWQy',0,NULL,1,NULL);
INSERT INTO "nudges" VALUES(24,4,4,'telegram','partners','2027-01-11.1','2027-01-11 08:00:00.000000','2027-01-11 08:01:00.000000','sent','','2027-01-11 08:00:00.000000','4',1,'tG-HXmE5hSuQiWQy',0,NULL,1,NULL);
INSERT INTO "nudges" VALUES(25,2,2,'telegram','promised','1.2027-01-11','2027-01-11 08:06:10.000000','2027-01-11 08:07:15.000000','skipped','told with the next nudge',NULL,'',1,'PYF2TlOv2erxbNHK',0,NULL,1,NULL);
INSERT INTO "nudges" VALUES(26,4,4,'telegram','promised','1.2027-01-11','2027-01-11 08:06:10.000000','2027-01-11 08:07:15.000000','skipped','told with the next nudge',NULL,'',1,'PYF2TlOv2erxbNHK',0,NULL,1,NULL);
INSERT INTO "nudges" VALUES(27,3,1,'telegram','promised','2.2027-01-11','2027-01-11 08:06:15.000000','2027-01-11 08:07:15.000000','skipped','told with the next nudge',NULL,'',1,'PYF2TlOv2erxbNHK',0,NULL,2,NULL);
INSERT INTO "nudges" VALUES(28,4,4,'telegram','promised','2.2027-01-11','2027-01-11 08:06:15.000000','2027-01-11 08:07:15.000000','skipped','told with the next nudge',NULL,'',1,'RuFh1hDHQSiVFvD7',0,NULL,2,NULL);
INSERT INTO "nudges" VALUES(29,2,2,'telegram','weekly','2027-W02','2027-01-11 09:00:00.000000','2027-01-11 09:01:00.000000','sent','','2027-01-11 09:00:00.000000','5',1,'nN0C03Q91jER0odD',0,NULL,NULL,NULL);
INSERT INTO "nudges" VALUES(30,4,4,'telegram','weekly','2027-W02','2027-01-11 09:00:00.000000','2027-01-11 09:01:00.000000','sent','','2027-01-11 09:00:00.000000','6',1,'nN0C03Q91jER0odD',0,NULL,NULL,NULL);
INSERT INTO "nudges" VALUES(31,NULL,NULL,'telegram','board','2027-01-12','2027-01-12 08:00:00.000000','2027-01-12 08:01:00.000000','sent','','2027-01-12 08:00:00.000000','m5',1,'5LcAN6VGN8WogjD2',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(32,NULL,NULL,'telegram','board','2027-01-13','2027-01-13 08:00:00.000000','2027-01-13 08:01:00.000000','sent','','2027-01-13 08:00:00.000000','m5',1,'Z9B0mExkBvo_-n-G',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(33,NULL,NULL,'telegram','board','2027-01-14','2027-01-14 08:00:00.000000','2027-01-14 08:01:00.000000','sent','','2027-01-14 08:00:00.000000','m5',1,'6tkqLka7A66JxbUD',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(34,NULL,NULL,'telegram','board','2027-01-15','2027-01-15 08:00:00.000000','2027-01-15 08:01:00.000000','sent','','2027-01-15 08:00:00.000000','m5',1,'TuFni8zbCA8aXACs',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(35,NULL,NULL,'telegram','board','2027-01-16','2027-01-16 08:00:00.000000','2027-01-16 08:01:00.000000','sent','','2027-01-16 08:00:00.000000','m5',1,'hKZXN1AaD_regyHa',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(36,NULL,NULL,'telegram','board','2027-01-17','2027-01-17 08:00:00.000000','2027-01-17 08:01:00.000000','sent','','2027-01-17 08:00:00.000000','m5',1,'TZ39MjtQZW6vC4kK',0,1,NULL,NULL);
INSERT INTO "nudges" VALUES(37,3,1,'telegram','silence','2.2027-01-11','2027-01-17 08:00:00.000000','2027-01-17 08:01:00.000000','skipped','told with the next nudge',NULL,'',1,'TZ39MjtQZW6vC4kK',0,NULL,2,NULL);
INSERT INTO "nudges" VALUES(38,3,1,'telegram','silence','3.2027-01-11','2027-01-17 08:00:00.000000','2027-01-17 08:01:00.000000','skipped','told with the next nudge',NULL,'',1,'TZ39MjtQZW6vC4kK',0,NULL,3,NULL);
INSERT INTO "nudges" VALUES(39,3,1,'telegram','promise','2027-01-11.1','2027-01-17 08:00:00.000000','2027-01-17 08:01:00.000000','skipped','told with the next nudge',NULL,'',1,'R0KA2kfdDXX69mdZ',0,NULL,1,NULL);
INSERT INTO "nudges" VALUES(40,2,2,'telegram','promise','2027-01-11.2','2027-01-17 08:00:00.000000','2027-01-17 08:01:00.000000','skipped','over the weekly budget',NULL,'',1,'R0KA2kfdDXX69mdZ',0,NULL,2,NULL);
INSERT INTO "nudges" VALUES(41,3,1,'telegram','weekly','2027-W03','2027-01-18 08:00:00.000000','2027-01-18 08:01:00.000000','sent','','2027-01-18 08:00:00.000000','7',1,'vURjRltBbh0qi6Xf',0,NULL,NULL,NULL);
INSERT INTO "nudges" VALUES(42,NULL,NULL,'telegram','digest','2027-W03','2027-01-18 08:00:00.000000','2027-01-18 08:01:00.000000','sent','','2027-01-18 08:00:00.000000','m7',1,'vURjRltBbh0qi6Xf',0,1,NULL,'🌙 A quiet week for <b>The Owls</b>. Ten minutes of study and a <code>/checkin</code> are a fine way back in.

<b>Topic rooms</b>
• <a href="https://t.me/c/7100500/70">Time Series Forecasting</a>');
INSERT INTO "nudges" VALUES(43,NULL,NULL,'telegram','board','2027-01-18','2027-01-18 08:00:00.000000','2027-01-18 08:01:00.000000','sent','','2027-01-18 08:00:00.000000','m5',1,'vURjRltBbh0qi6Xf',0,1,NULL,'📋 <b>The Owls</b>, 12 Jan to 18 Jan

<span id="m2">Ben</span>: nothing due yet · on track
<span id="m4">Eve</span>: nothing due yet · on track
<span id="m1">Zannoxa</span>: nothing due yet · on track');
CREATE TABLE pairing_members (
	id INTEGER NOT NULL, 
	pairing_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	CONSTRAINT pk_pairing_members PRIMARY KEY (id), 
	CONSTRAINT fk_pairing_members_pairing_id_pairings FOREIGN KEY(pairing_id) REFERENCES pairings (id) ON DELETE CASCADE, 
	CONSTRAINT fk_pairing_members_account_id_accounts FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE, 
	CONSTRAINT uq_pairing_members_pairing_id_account_id UNIQUE (pairing_id, account_id)
);
INSERT INTO "pairing_members" VALUES(1,1,1);
INSERT INTO "pairing_members" VALUES(2,1,2);
INSERT INTO "pairing_members" VALUES(3,1,4);
CREATE TABLE pairings (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	group_id INTEGER NOT NULL, 
	week DATE NOT NULL, 
	CONSTRAINT fk_pairings_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE
);
INSERT INTO "pairings" VALUES(1,1,'2027-01-11');
CREATE TABLE "progress_events" (
	id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	saying INTEGER NOT NULL, 
	said_at DATETIME NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	day DATE NOT NULL, 
	topic VARCHAR(120) NOT NULL, 
	skill VARCHAR(200) NOT NULL, 
	back DATE, 
	minutes INTEGER, 
	note VARCHAR(1000) NOT NULL, 
	link VARCHAR(1000) NOT NULL, 
	undoes INTEGER, 
	weekdays INTEGER, 
	CONSTRAINT pk_progress_events PRIMARY KEY (id), 
	CONSTRAINT uq_progress_events_enrolment_id_position UNIQUE (enrolment_id, position), 
	CONSTRAINT fk_progress_events_enrolment_id_enrolments FOREIGN KEY(enrolment_id) REFERENCES enrolments (id) ON DELETE CASCADE
);
INSERT INTO "progress_events" VALUES(1,1,1,1,'2027-01-04 08:00:15.000000','begun','2027-01-04','deep-learning','',NULL,NULL,'','',NULL,NULL);
INSERT INTO "progress_events" VALUES(2,1,2,2,'2027-01-04 08:00:20.000000','checked in','2027-01-04','','',NULL,NULL,'45 zannoxa read a chapter','',NULL,NULL);
INSERT INTO "progress_events" VALUES(3,1,3,3,'2027-01-04 08:00:25.000000','completed','2027-01-04','deep-learning','',NULL,NULL,'','https://example.org/zannoxa',NULL,NULL);
INSERT INTO "progress_events" VALUES(4,1,4,4,'2027-01-04 08:00:30.000000','skipped','2027-01-04','ml-oops-multiprocessing','',NULL,NULL,'','',NULL,NULL);
INSERT INTO "progress_events" VALUES(5,1,5,5,'2027-01-04 08:00:35.000000','undone','2027-01-04','ml-oops-multiprocessing','',NULL,NULL,'','',4,NULL);
INSERT INTO "progress_events" VALUES(6,1,6,6,'2027-01-04 08:00:40.000000','skill known','2027-01-04','','Git',NULL,NULL,'','',NULL,NULL);
INSERT INTO "progress_events" VALUES(7,1,7,7,'2027-01-04 08:00:45.000000','days','2027-01-04','','',NULL,NULL,'','',NULL,23);
INSERT INTO "progress_events" VALUES(8,1,8,8,'2027-01-04 08:00:50.000000','paused','2027-01-04','','','2027-01-20',NULL,'','',NULL,NULL);
INSERT INTO "progress_events" VALUES(9,1,9,9,'2027-01-04 08:00:55.000000','resumed','2027-01-04','','',NULL,NULL,'','',NULL,NULL);
INSERT INTO "progress_events" VALUES(10,2,1,1,'2027-01-04 08:01:10.000000','completed','2027-01-04','sets','',NULL,NULL,'','',NULL,NULL);
INSERT INTO "progress_events" VALUES(11,3,1,1,'2027-01-04 08:01:30.000000','completed','2027-01-04','maps','',NULL,NULL,'','',NULL,NULL);
INSERT INTO "progress_events" VALUES(12,4,1,1,'2027-01-04 08:01:45.000000','checked in','2027-01-04','','',NULL,NULL,'20 zannoxa on the other side','',NULL,NULL);
INSERT INTO "progress_events" VALUES(13,1,10,10,'2027-01-04 08:02:40.000000','begun','2027-01-04','time-series-forecasting','',NULL,NULL,'','',NULL,NULL);
CREATE TABLE promises (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	group_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	week DATE NOT NULL, 
	text VARCHAR(200) NOT NULL, 
	outcome VARCHAR(16) NOT NULL, 
	CONSTRAINT fk_promises_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE, 
	CONSTRAINT fk_promises_account_id_accounts FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE, 
	CONSTRAINT uq_promises_group_id_account_id_week UNIQUE (group_id, account_id, week)
);
INSERT INTO "promises" VALUES(1,1,1,'2027-01-11','two chapters for zannoxa','open');
INSERT INTO "promises" VALUES(2,1,2,'2027-01-11','one chapter','open');
CREATE TABLE rates (
	name VARCHAR(64) NOT NULL, 
	next_microsecond BIGINT NOT NULL, 
	CONSTRAINT pk_rates PRIMARY KEY (name)
);
INSERT INTO "rates" VALUES('discord',1800259200000000);
INSERT INTO "rates" VALUES('telegram',1800259595033333);
INSERT INTO "rates" VALUES('telegram:-1000007100500',1800259200000000);
INSERT INTO "rates" VALUES('telegram:7100000001',1800259591000000);
INSERT INTO "rates" VALUES('telegram:7100000002',1800259596000000);
CREATE TABLE roadmap_versions (
	id INTEGER NOT NULL, 
	roadmap_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	form VARCHAR(16) NOT NULL, 
	source TEXT NOT NULL, 
	document TEXT NOT NULL, 
	imported_at DATETIME NOT NULL, 
	CONSTRAINT pk_roadmap_versions PRIMARY KEY (id), 
	CONSTRAINT fk_roadmap_versions_roadmap_id_roadmaps FOREIGN KEY(roadmap_id) REFERENCES roadmaps (id) ON DELETE CASCADE, 
	CONSTRAINT uq_roadmap_versions_roadmap_id_number UNIQUE (roadmap_id, number)
);
INSERT INTO "roadmap_versions" VALUES(1,1,1,'check list','# Path to the stars

zannoxa wrote this for herself.

- [x] Sets
- [ ] Maps
- [ ] Graphs
','{"format": "roadmate-roadmap", "version": 1, "slug": "path-to-the-stars", "title": "Path to the stars", "topics": [{"title": "Sets", "slug": "sets", "number": 1, "status": "done", "stage": null, "optional": false, "min_weeks": null, "max_weeks": null, "hours_per_week_min": null, "hours_per_week_max": null, "total_hours_min": null, "total_hours_max": null, "prerequisites": [], "skills": [], "recommended": [], "resources": [], "certifications": [], "instead": null, "why": null, "difficulty": null, "aliases": []}, {"title": "Maps", "slug": "maps", "number": 2, "status": "not_started", "stage": null, "optional": false, "min_weeks": null, "max_weeks": null, "hours_per_week_min": null, "hours_per_week_max": null, "total_hours_min": null, "total_hours_max": null, "prerequisites": [], "skills": [], "recommended": [], "resources": [], "certifications": [], "instead": null, "why": null, "difficulty": null, "aliases": []}, {"title": "Graphs", "slug": "graphs", "number": 3, "status": "not_started", "stage": null, "optional": false, "min_weeks": null, "max_weeks": null, "hours_per_week_min": null, "hours_per_week_max": null, "total_hours_min": null, "total_hours_max": null, "prerequisites": [], "skills": [], "recommended": [], "resources": [], "certifications": [], "instead": null, "why": null, "difficulty": null, "aliases": []}]}','2027-01-04 08:01:10.000000');
INSERT INTO "roadmap_versions" VALUES(2,1,2,'check list','# Path to the stars

zannoxa wrote this for herself.

- [x] Sets
- [ ] Maps
- [ ] Graphs
- [ ] Trees
','{
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
','2027-01-04 08:01:15.000000');
CREATE TABLE roadmaps (
	id INTEGER NOT NULL, 
	slug VARCHAR(64) NOT NULL, 
	account_id INTEGER, 
	current INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_roadmaps PRIMARY KEY (id), 
	CONSTRAINT fk_roadmaps_account_id_accounts FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE SET NULL, 
	CONSTRAINT uq_roadmaps_slug UNIQUE (slug)
);
INSERT INTO "roadmaps" VALUES(1,'path-to-the-stars-jy77md',1,2,'2027-01-04 08:01:10.000000');
CREATE TABLE rooms (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	group_id INTEGER NOT NULL, 
	topic VARCHAR(120) NOT NULL, 
	thread_id BIGINT, 
	CONSTRAINT fk_rooms_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE, 
	CONSTRAINT uq_rooms_group_id_topic UNIQUE (group_id, topic)
);
INSERT INTO "rooms" VALUES(1,1,'time-series-forecasting',70);
CREATE TABLE thanks (
	id INTEGER NOT NULL, 
	group_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	helper_account_id INTEGER NOT NULL, 
	thanked_at DATETIME NOT NULL, 
	CONSTRAINT pk_thanks PRIMARY KEY (id), 
	CONSTRAINT fk_thanks_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE, 
	CONSTRAINT fk_thanks_account_id_accounts FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE, 
	CONSTRAINT fk_thanks_helper_account_id_accounts FOREIGN KEY(helper_account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
INSERT INTO "thanks" VALUES(1,1,1,2,'2027-01-04 08:04:55.000000');
CREATE TABLE tries (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	purpose VARCHAR(16) NOT NULL, 
	count INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	CONSTRAINT pk_tries PRIMARY KEY (id), 
	CONSTRAINT fk_tries_account_id_accounts FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE, 
	CONSTRAINT uq_tries_account_id_purpose UNIQUE (account_id, purpose)
);
INSERT INTO "tries" VALUES(1,1,'link',1,'2027-01-18 08:06:25.000000');
CREATE TABLE updates (
	id INTEGER NOT NULL, 
	bot_id BIGINT NOT NULL, 
	update_id BIGINT NOT NULL, 
	chat_id BIGINT NOT NULL, 
	payload TEXT NOT NULL, 
	received_at DATETIME NOT NULL, 
	leased_until DATETIME, 
	lease VARCHAR(24) DEFAULT '' NOT NULL, 
	attempts INTEGER DEFAULT 0 NOT NULL, 
	done_at DATETIME, 
	CONSTRAINT pk_updates PRIMARY KEY (id), 
	CONSTRAINT uq_updates_bot_id_update_id UNIQUE (bot_id, update_id)
);
INSERT INTO "updates" VALUES(1,77,1,7100000001,'{"update_id": 1, "message": {"message_id": 1, "date": 1800000000, "chat": {"id": 7100000001, "type": "private"}, "from": {"id": 7100000001, "is_bot": false, "first_name": "Zannoxa"}, "text": "/checkin zannoxa direct"}}','2027-01-18 08:06:35.000000',NULL,'',0,NULL);
INSERT INTO "updates" VALUES(2,77,2,-1000007100500,'{"update_id": 2, "message": {"message_id": 2, "date": 1800000000, "chat": {"id": -1000007100500, "type": "supergroup"}, "from": {"id": 7100000001, "is_bot": false, "first_name": "Zannoxa"}, "text": "/helpme nlp zannoxa again"}}','2027-01-18 08:06:35.000000',NULL,'',0,NULL);
INSERT INTO "updates" VALUES(3,77,3,-1000007100500,'{"update_id": 3, "message": {"message_id": 3, "date": 1800000000, "chat": {"id": -1000007100500, "type": "supergroup"}, "from": {"id": 7100000002, "is_bot": false, "first_name": "Ben"}, "text": "/board"}}','2027-01-18 08:06:35.000000',NULL,'',0,NULL);
CREATE INDEX ix_button_lines_expires_at ON button_lines (expires_at);
CREATE INDEX ix_learners_next_nudge_at ON learners (next_nudge_at) WHERE next_nudge_at IS NOT NULL;
CREATE INDEX ix_updates_bot_id_chat_id_id ON updates (bot_id, chat_id, id) WHERE done_at IS NULL;
CREATE INDEX ix_codes_purpose_code ON codes (purpose, code);
CREATE INDEX ix_roadmaps_account_id ON roadmaps (account_id);
CREATE INDEX ix_drafts_platform_user_id ON drafts (platform, user_id);
CREATE INDEX ix_groups_next_look_at ON groups (next_look_at) WHERE next_look_at IS NOT NULL;
CREATE INDEX ix_memberships_account_id ON memberships (account_id);
CREATE INDEX ix_help_requests_group_id ON help_requests (group_id);
CREATE INDEX ix_help_requests_account_id ON help_requests (account_id);
CREATE INDEX ix_help_offers_account_id ON help_offers (account_id);
CREATE INDEX ix_thanks_group_id_thanked_at ON thanks (group_id, thanked_at);
CREATE INDEX ix_thanks_account_id ON thanks (account_id);
CREATE INDEX ix_thanks_helper_account_id ON thanks (helper_account_id);
CREATE INDEX ix_pairings_group_id_week ON pairings (group_id, week);
CREATE INDEX ix_pairing_members_account_id ON pairing_members (account_id);
CREATE INDEX ix_promises_account_id ON promises (account_id);
CREATE INDEX ix_nudges_account_id ON nudges (account_id);
CREATE INDEX ix_nudges_platform_due_at ON nudges (platform, due_at) WHERE state IN ('due', 'sending');
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('groups',1);
INSERT INTO "sqlite_sequence" VALUES('memberships',3);
INSERT INTO "sqlite_sequence" VALUES('rooms',1);
INSERT INTO "sqlite_sequence" VALUES('help_requests',2);
INSERT INTO "sqlite_sequence" VALUES('pairings',1);
INSERT INTO "sqlite_sequence" VALUES('promises',2);
COMMIT;
