/* contact.h - a person, usually of an account. */
#ifndef MODEL_CONTACT_H
#define MODEL_CONTACT_H

#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum contact_tag {
	CONTACT_NAME = 32,
	CONTACT_TITLE,
	CONTACT_ACCOUNT,
	CONTACT_OWNER,
	CONTACT_EMAIL = 40,
	CONTACT_PHONE,
	CONTACT_MOBILE,
	CONTACT_DO_NOT_CONTACT,
	CONTACT_CONSENT,
	CONTACT_SOURCE,
	CONTACT_DESCRIPTION,
	CONTACT_STREET = 56,
	CONTACT_CITY,
	CONTACT_REGION,
	CONTACT_POSTAL,
	CONTACT_COUNTRY,
};

struct contact {
	struct common common;
	struct str name, title;
	int64_t account, owner;
	struct str email, phone, mobile;
	int64_t do_not_contact;
	int64_t consent; /* the day it was given */
	struct str source;
	struct str street, city, region, postal, country;
	struct str description;
};

extern const struct entity contact_entity;

#endif
