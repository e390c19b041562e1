-- a database as Duizhao made it before its tables had a version
BEGIN TRANSACTION;
CREATE TABLE blocks (
	document VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	level INTEGER NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	PRIMARY KEY (document, position), 
	FOREIGN KEY(document) REFERENCES documents (id)
);
INSERT INTO "blocks" VALUES('page',0,'heading',1,'# ','

');
INSERT INTO "blocks" VALUES('page',1,'paragraph',0,'','

');
CREATE TABLE documents (
	id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	slug VARCHAR NOT NULL, 
	lang VARCHAR NOT NULL, 
	format VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	origin TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "documents" VALUES('page',1,'廊坊','page','zh','markdown','71a9bdb2a7742427','page.md');
CREATE TABLE drafts (
	segment VARCHAR NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (segment), 
	FOREIGN KEY(segment) REFERENCES segments (id)
);
CREATE TABLE edition_pages (
	site VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	page VARCHAR NOT NULL, 
	PRIMARY KEY (site, number, position), 
	FOREIGN KEY(page) REFERENCES pages (digest)
);
INSERT INTO "edition_pages" VALUES('site',1,0,'02746b82eedf9916180762416728a571');
CREATE TABLE editions (
	site VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	made_by VARCHAR NOT NULL, 
	made_at DATETIME NOT NULL, 
	digest VARCHAR NOT NULL, 
	note TEXT NOT NULL, 
	PRIMARY KEY (site, number)
);
INSERT INTO "editions" VALUES('site',1,'li','2026-05-01 08:30:00.000000','fcf5214b3c8a4ed51323bac99295bab1','');
CREATE TABLE meta (
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('schema','1');
CREATE TABLE pages (
	digest VARCHAR NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "pages" VALUES('02746b82eedf9916180762416728a571','{"document":{"id":"page","title":"廊坊","slug":"page","lang":"zh","format":"markdown","blocks":[{"kind":"heading","level":1,"before":"# ","after":"\n\n","segments":[{"id":"page/s1cbda60d","ordinal":1,"text":"廊坊","glue":"","anchor":"s1cbda60d"}]},{"kind":"paragraph","level":0,"before":"","after":"\n\n","segments":[{"id":"page/s4d180df3","ordinal":2,"text":"欢迎来投资。","glue":"","anchor":"s4d180df3"}]}],"digest":"71a9bdb2a7742427"},"target_title":"Langfang","segments":[{"anchor":"s1cbda60d","source":"廊坊","target":"Langfang","revision":1,"state":"approved","origin":"human"},{"anchor":"s4d180df3","source":"欢迎来投资。","target":"Welcome to invest.","revision":1,"state":"approved","origin":"human"}]}');
CREATE TABLE releases (
	site VARCHAR NOT NULL, 
	step INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	"by" VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (site, step)
);
INSERT INTO "releases" VALUES('site',1,1,'li','2026-05-01 08:30:00.000000');
CREATE TABLE revisions (
	segment VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	parent INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	"by" VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	note TEXT NOT NULL, 
	origin VARCHAR NOT NULL, 
	signature VARCHAR NOT NULL, 
	PRIMARY KEY (segment, number), 
	FOREIGN KEY(segment) REFERENCES segments (id)
);
INSERT INTO "revisions" VALUES('page/s1cbda60d',1,0,'approved','Langfang','li','2026-05-01 08:30:00.000000','','human','');
INSERT INTO "revisions" VALUES('page/s4d180df3',1,0,'approved','Welcome to invest.','li','2026-05-01 08:30:00.000000','','human','');
CREATE TABLE segments (
	id VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	present BOOLEAN NOT NULL, 
	block INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	glue TEXT NOT NULL, 
	anchor VARCHAR NOT NULL, 
	newest INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document) REFERENCES documents (id)
);
INSERT INTO "segments" VALUES('page/s1cbda60d','page',1,0,1,'廊坊','','s1cbda60d',1,'approved');
INSERT INTO "segments" VALUES('page/s4d180df3','page',1,1,2,'欢迎来投资。','','s4d180df3',1,'approved');
CREATE VIRTUAL TABLE unit_text USING fts5(zh, en, content='');
INSERT INTO unit_text (rowid, zh, en) VALUES(1,'廊坊','langfang');
INSERT INTO unit_text (rowid, zh, en) VALUES(2,'欢迎 迎来 来投 投资','welcome to invest');
INSERT INTO unit_text (rowid, zh, en) VALUES(3,'石家 家庄','shijiazhuang');
CREATE TABLE units (
	id INTEGER NOT NULL, 
	segment VARCHAR, 
	source_lang VARCHAR NOT NULL, 
	zh TEXT NOT NULL, 
	en TEXT NOT NULL, 
	zh_key VARCHAR NOT NULL, 
	en_key VARCHAR NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (segment), 
	FOREIGN KEY(segment) REFERENCES segments (id)
);
INSERT INTO "units" VALUES(1,'page/s1cbda60d','zh','廊坊','Langfang','2332b3b4a6e2d13b','0afec6f58ca50bc8','','欢迎来投资。','page/s1cbda60d revision 1, li, 2026-05-01');
INSERT INTO "units" VALUES(2,'page/s4d180df3','zh','欢迎来投资。','Welcome to invest.','08e72e252eeaef53','454573f024c5811b','廊坊','','page/s4d180df3 revision 1, li, 2026-05-01');
INSERT INTO "units" VALUES(3,NULL,'zh','石家庄','Shijiazhuang','d185179f97b9cf49','fb3dd24adf4a9762','','','law.tmx');
CREATE INDEX segments_in_order ON segments (document, ordinal);
CREATE INDEX ix_units_en_key ON units (en_key);
CREATE INDEX ix_units_zh_key ON units (zh_key);
COMMIT;
