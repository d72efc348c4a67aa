-- What all migrations together make; python packaging/new_catalogue.py renews it.
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE album (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	folded_name VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, "query" VARCHAR DEFAULT '' NOT NULL, folder_id INTEGER, cover_photo_id INTEGER, description VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (folded_name)
);

CREATE TABLE folder (
	id INTEGER NOT NULL, 
	path BLOB NOT NULL, 
	added_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (path)
);

CREATE TABLE library (
	id INTEGER NOT NULL, 
	uuid VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, sidecar_id VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE model (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	dimension INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);

CREATE TABLE photo (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	content_hash BLOB NOT NULL, 
	last_path BLOB NOT NULL, 
	format VARCHAR NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	orientation INTEGER NOT NULL, 
	taken_at DATETIME NOT NULL, 
	taken_at_source VARCHAR NOT NULL, 
	utc_offset_minutes INTEGER, 
	camera_make VARCHAR, 
	camera_model VARCHAR, 
	latitude DOUBLE, 
	longitude DOUBLE, 
	altitude_m DOUBLE, 
	added_at DATETIME NOT NULL, 
	rating INTEGER NOT NULL, 
	favourite BOOLEAN NOT NULL, 
	text VARCHAR NOT NULL, lens VARCHAR, exposure_s DOUBLE, f_number DOUBLE, iso INTEGER, focal_length_mm DOUBLE, city VARCHAR, region VARCHAR, country VARCHAR, has_video BOOLEAN DEFAULT '0' NOT NULL, file_rating INTEGER, file_title VARCHAR, file_description VARCHAR, file_keywords JSON DEFAULT '[]' NOT NULL, file_faces JSON DEFAULT '[]' NOT NULL, is_rated BOOLEAN DEFAULT '0' NOT NULL, image_hash BLOB, quarter_turns INTEGER DEFAULT '0' NOT NULL, title VARCHAR DEFAULT '' NOT NULL, 
	CHECK (rating BETWEEN 0 AND 5), 
	UNIQUE (content_hash)
);

CREATE TABLE tag (
	id INTEGER NOT NULL, 
	name VARCHAR COLLATE "NOCASE" NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name)
);

CREATE TABLE album_photo (
	album_id INTEGER NOT NULL, 
	photo_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (album_id, photo_id), 
	FOREIGN KEY(album_id) REFERENCES album (id) ON DELETE CASCADE, 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE embedding (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	model_id INTEGER NOT NULL, 
	photo_id INTEGER NOT NULL, 
	vector BLOB NOT NULL, 
	FOREIGN KEY(model_id) REFERENCES model (id) ON DELETE CASCADE, 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE, 
	UNIQUE (model_id, photo_id)
);

CREATE TABLE former_content (
	content_hash BLOB NOT NULL, 
	photo_id INTEGER NOT NULL, image_hash BLOB, 
	PRIMARY KEY (content_hash), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE photo_tag (
	photo_id INTEGER NOT NULL, 
	tag_id INTEGER NOT NULL, 
	PRIMARY KEY (photo_id, tag_id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE, 
	FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE
);

CREATE TABLE location (
	path BLOB NOT NULL, 
	volume VARCHAR NOT NULL, 
	inside BLOB NOT NULL, 
	device INTEGER NOT NULL, 
	PRIMARY KEY (path)
);

CREATE TABLE "file" (
	id INTEGER NOT NULL, 
	path BLOB NOT NULL, 
	photo_id INTEGER, 
	size_bytes INTEGER NOT NULL, 
	modified_ns INTEGER NOT NULL, 
	presence VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	failure VARCHAR, 
	sidecar_stamp INTEGER DEFAULT '0' NOT NULL, 
	content_hash BLOB, 
	shot_key INTEGER, 
	is_raw BOOLEAN DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (presence IN ('present', 'offline', 'missing', 'unwatched')), 
	CHECK (state IN ('pending', 'read', 'unreadable', 'inaccessible')), 
	FOREIGN KEY(photo_id) REFERENCES photo (id), 
	UNIQUE (path)
);

CREATE TABLE hidden (
	photo_id INTEGER NOT NULL, 
	PRIMARY KEY (photo_id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE removed (
	photo_id INTEGER NOT NULL, 
	removed_at DATETIME NOT NULL, 
	PRIMARY KEY (photo_id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE corrected_time (
	photo_id INTEGER NOT NULL, 
	taken_at DATETIME NOT NULL, 
	utc_offset_minutes INTEGER, 
	file_taken_at DATETIME, 
	file_taken_at_source VARCHAR, 
	file_utc_offset_minutes INTEGER, 
	keeps_file BOOLEAN DEFAULT '0' NOT NULL, 
	PRIMARY KEY (photo_id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE corrected_place (
	photo_id INTEGER NOT NULL, 
	latitude DOUBLE, 
	longitude DOUBLE, 
	altitude_m DOUBLE, 
	city VARCHAR, 
	region VARCHAR, 
	country VARCHAR, 
	file_latitude DOUBLE, 
	file_longitude DOUBLE, 
	file_altitude_m DOUBLE, 
	file_city VARCHAR, 
	file_region VARCHAR, 
	file_country VARCHAR, 
	keeps_file BOOLEAN DEFAULT '0' NOT NULL, 
	PRIMARY KEY (photo_id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE trashed_file (
	path BLOB NOT NULL, 
	place BLOB NOT NULL, 
	photo_id INTEGER NOT NULL, 
	moved_at DATETIME NOT NULL, 
	PRIMARY KEY (path), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE being (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	name VARCHAR DEFAULT '' NOT NULL, 
	folded_name VARCHAR DEFAULT '' NOT NULL, 
	is_ignored BOOLEAN DEFAULT '0' NOT NULL, 
	birthday DATETIME, 
	cover_photo_id INTEGER, 
	made_at DATETIME NOT NULL, 
	FOREIGN KEY(cover_photo_id) REFERENCES photo (id) ON DELETE SET NULL
);

CREATE TABLE verdict (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	photo_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	"left" DOUBLE NOT NULL, 
	top DOUBLE NOT NULL, 
	width DOUBLE NOT NULL, 
	height DOUBLE NOT NULL, 
	being_id INTEGER, 
	is_yes BOOLEAN NOT NULL, 
	source VARCHAR NOT NULL, 
	said_name VARCHAR DEFAULT '' NOT NULL, 
	said_at DATETIME NOT NULL, 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE, 
	FOREIGN KEY(being_id) REFERENCES being (id) ON DELETE CASCADE
);

CREATE TABLE region (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	photo_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	"left" DOUBLE NOT NULL, 
	top DOUBLE NOT NULL, 
	width DOUBLE NOT NULL, 
	height DOUBLE NOT NULL, 
	is_marked BOOLEAN NOT NULL, 
	analyzer VARCHAR DEFAULT '' NOT NULL, 
	score DOUBLE DEFAULT '0' NOT NULL, 
	is_clear BOOLEAN DEFAULT '0' NOT NULL, 
	species VARCHAR DEFAULT '' NOT NULL, 
	descriptor BLOB, 
	is_refused BOOLEAN DEFAULT '0' NOT NULL, 
	is_said BOOLEAN DEFAULT '0' NOT NULL, 
	being_id INTEGER, 
	suggested_id INTEGER, 
	evidence DOUBLE DEFAULT '0' NOT NULL, 
	look INTEGER DEFAULT '-1' NOT NULL, 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE, 
	FOREIGN KEY(being_id) REFERENCES being (id) ON DELETE SET NULL, 
	FOREIGN KEY(suggested_id) REFERENCES being (id) ON DELETE SET NULL
);

CREATE TABLE analysed (
	photo_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	analyzer VARCHAR NOT NULL, 
	PRIMARY KEY (photo_id, kind), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE denied (
	photo_id INTEGER NOT NULL, 
	fact VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (photo_id, fact, value), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE copy_verdict (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	are_copies BOOLEAN NOT NULL, 
	said_at DATETIME NOT NULL
);

CREATE TABLE copy_verdict_photo (
	verdict_id INTEGER NOT NULL, 
	photo_id INTEGER NOT NULL, 
	PRIMARY KEY (verdict_id, photo_id), 
	FOREIGN KEY(verdict_id) REFERENCES copy_verdict (id) ON DELETE CASCADE, 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE suggestion (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	parent_id INTEGER, 
	state VARCHAR DEFAULT 'suggested' NOT NULL, 
	said_name VARCHAR DEFAULT '' NOT NULL, 
	album_id INTEGER, 
	began_at DATETIME, 
	ended_at DATETIME, 
	place VARCHAR DEFAULT '' NOT NULL, 
	words JSON DEFAULT '[]' NOT NULL, 
	beings JSON DEFAULT '[]' NOT NULL, 
	newest_photo_id INTEGER DEFAULT '0' NOT NULL, 
	FOREIGN KEY(parent_id) REFERENCES suggestion (id) ON DELETE SET NULL, 
	FOREIGN KEY(album_id) REFERENCES album (id) ON DELETE SET NULL
);

CREATE TABLE suggestion_photo (
	suggestion_id INTEGER NOT NULL, 
	photo_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (suggestion_id, photo_id), 
	FOREIGN KEY(suggestion_id) REFERENCES suggestion (id) ON DELETE CASCADE, 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE suggestion_verdict (
	suggestion_id INTEGER NOT NULL, 
	photo_id INTEGER NOT NULL, 
	is_in BOOLEAN NOT NULL, 
	PRIMARY KEY (suggestion_id, photo_id), 
	FOREIGN KEY(suggestion_id) REFERENCES suggestion (id) ON DELETE CASCADE, 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE suggestion_run (
	kind VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	stamp VARCHAR NOT NULL, 
	newest_photo_id INTEGER NOT NULL, 
	PRIMARY KEY (kind)
);

CREATE TABLE label (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	folded_name VARCHAR NOT NULL, 
	made_at DATETIME NOT NULL, 
	UNIQUE (folded_name)
);

CREATE TABLE label_verdict (
	photo_id INTEGER NOT NULL, 
	label_id INTEGER NOT NULL, 
	is_yes BOOLEAN NOT NULL, 
	said_at DATETIME NOT NULL, 
	PRIMARY KEY (photo_id, label_id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE, 
	FOREIGN KEY(label_id) REFERENCES label (id) ON DELETE CASCADE
);

CREATE TABLE album_folder (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	folded_name VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	parent_id INTEGER, 
	FOREIGN KEY(parent_id) REFERENCES album_folder (id) ON DELETE SET NULL, 
	UNIQUE (folded_name)
);

CREATE TABLE album_verdict (
	album_id INTEGER NOT NULL, 
	photo_id INTEGER NOT NULL, 
	fits BOOLEAN NOT NULL, 
	source VARCHAR NOT NULL, 
	said_at DATETIME NOT NULL, 
	PRIMARY KEY (album_id, photo_id), 
	FOREIGN KEY(album_id) REFERENCES album (id) ON DELETE CASCADE, 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE TABLE stacked_photo (
	photo_id INTEGER NOT NULL, 
	top_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	stacked_at DATETIME NOT NULL, 
	PRIMARY KEY (photo_id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);

CREATE INDEX album_folder_id ON album (folder_id);

CREATE INDEX album_folder_parent ON album_folder (parent_id);

CREATE INDEX album_photo_photo ON album_photo (photo_id);

CREATE INDEX album_verdict_photo ON album_verdict (photo_id);

CREATE INDEX being_cover ON being (cover_photo_id);

CREATE INDEX being_name ON being (folded_name);

CREATE INDEX copy_verdict_photo_photo ON copy_verdict_photo (photo_id);

CREATE TRIGGER corrected_place_changed AFTER UPDATE OF latitude, longitude, altitude_m, city, region, country ON corrected_place BEGIN UPDATE photo SET latitude = new.latitude, longitude = new.longitude, altitude_m = new.altitude_m, city = new.city, region = new.region, country = new.country WHERE id = new.photo_id; END;

CREATE TRIGGER corrected_place_made AFTER INSERT ON corrected_place WHEN NOT new.keeps_file BEGIN UPDATE corrected_place SET keeps_file = 1, (file_latitude, file_longitude, file_altitude_m, file_city, file_region, file_country) = (SELECT latitude, longitude, altitude_m, city, region, country FROM photo WHERE id = new.photo_id) WHERE photo_id = new.photo_id; UPDATE photo SET latitude = new.latitude, longitude = new.longitude, altitude_m = new.altitude_m, city = new.city, region = new.region, country = new.country WHERE id = new.photo_id; END;

CREATE TRIGGER corrected_place_taken_back AFTER DELETE ON corrected_place WHEN old.keeps_file BEGIN UPDATE photo SET latitude = old.file_latitude, longitude = old.file_longitude, altitude_m = old.file_altitude_m, city = old.file_city, region = old.file_region, country = old.file_country WHERE id = old.photo_id; END;

CREATE TRIGGER corrected_time_changed AFTER UPDATE OF taken_at, utc_offset_minutes ON corrected_time BEGIN UPDATE photo SET taken_at = new.taken_at, taken_at_source = 'user', utc_offset_minutes = new.utc_offset_minutes WHERE id = new.photo_id; END;

CREATE TRIGGER corrected_time_made AFTER INSERT ON corrected_time WHEN NOT new.keeps_file BEGIN UPDATE corrected_time SET keeps_file = 1, (file_taken_at, file_taken_at_source, file_utc_offset_minutes) = (SELECT taken_at, taken_at_source, utc_offset_minutes FROM photo WHERE id = new.photo_id) WHERE photo_id = new.photo_id; UPDATE photo SET taken_at = new.taken_at, taken_at_source = 'user', utc_offset_minutes = new.utc_offset_minutes WHERE id = new.photo_id; END;

CREATE TRIGGER corrected_time_taken_back AFTER DELETE ON corrected_time WHEN old.keeps_file BEGIN UPDATE photo SET taken_at = coalesce(old.file_taken_at, taken_at), taken_at_source = coalesce(old.file_taken_at_source, 'file_modified'), utc_offset_minutes = old.file_utc_offset_minutes WHERE id = old.photo_id; END;

CREATE INDEX embedding_model ON embedding (model_id);

CREATE INDEX embedding_photo ON embedding (photo_id);

CREATE INDEX file_edit ON file (size_bytes) WHERE state = 'pending' AND photo_id IS NOT NULL;

CREATE INDEX file_photo ON file (photo_id, presence);

CREATE INDEX file_raw ON file (photo_id) WHERE is_raw = 1;

CREATE INDEX file_shot ON file (shot_key);

CREATE INDEX file_state ON file (state, presence, photo_id);

CREATE INDEX former_content_image_hash ON former_content (image_hash);

CREATE INDEX label_verdict_label ON label_verdict (label_id);

CREATE INDEX photo_added_at ON photo (added_at);

CREATE INDEX photo_favourite ON photo (taken_at) WHERE favourite = 1;

CREATE INDEX photo_image_hash ON photo (image_hash);

CREATE INDEX photo_place ON photo (country, city);

CREATE INDEX photo_tag_tag ON photo_tag (tag_id, photo_id);

CREATE INDEX photo_taken_at ON photo (taken_at);

CREATE INDEX photo_turned ON photo (id) WHERE quarter_turns IN (1, 3);

CREATE INDEX region_being ON region (being_id, photo_id);

CREATE INDEX region_photo ON region (photo_id);

CREATE INDEX region_suggested ON region (suggested_id) WHERE suggested_id IS NOT NULL;

CREATE INDEX stacked_photo_top ON stacked_photo (top_id, position);

CREATE INDEX suggestion_album ON suggestion (album_id);

CREATE INDEX suggestion_parent ON suggestion (parent_id);

CREATE INDEX suggestion_photo_photo ON suggestion_photo (photo_id);

CREATE INDEX suggestion_verdict_photo ON suggestion_verdict (photo_id);

CREATE INDEX trashed_file_photo_id ON trashed_file (photo_id);

CREATE INDEX verdict_being ON verdict (being_id);

CREATE INDEX verdict_photo ON verdict (photo_id);

INSERT INTO alembic_version VALUES ('0020');
