/*
 * lead.h - someone who may become a customer, until converted or disqualified.
 *
 * A lead's status is a word of the policy; what a word means is its type: new,
 * working, nurturing, qualified, converted, disqualified. Qualification
 * questions are custom fields. Every rule here saves the lead at m->at; fields
 * set before the call are saved with it, in the same operation.
 */
#ifndef MODEL_LEAD_H
#define MODEL_LEAD_H

#include "model/deal.h"
#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum lead_tag {
	LEAD_NAME = 32,
	LEAD_COMPANY,
	LEAD_TITLE,
	LEAD_EMAIL,
	LEAD_PHONE,
	LEAD_WEBSITE,
	LEAD_COUNTRY,
	LEAD_SOURCE = 40,
	LEAD_CAMPAIGN,
	LEAD_OWNER,
	LEAD_STATUS = 48,
	LEAD_REASON,
	LEAD_WAKE,
	LEAD_OPEN,
	LEAD_ACCOUNT = 56,
	LEAD_CONTACT,
	LEAD_DEAL,
	LEAD_CONVERTED,
	LEAD_DESCRIPTION = 64,
};

struct lead {
	struct common common;
	struct str name, company, title, email, phone, website, country;
	struct str source;
	int64_t campaign, owner;
	struct str status;   /* a word of the policy */
	struct str reason;   /* why it was disqualified */
	int64_t wake;	     /* day it shall be looked at again */
	int64_t open;	     /* derived: neither converted nor disqualified */
	int64_t account, contact, deal; /* made or found by conversion */
	int64_t converted;   /* instant */
	struct str description;
};

extern const struct entity lead_entity;

/* The type of a lead's status; null when the policy does not know the word. */
struct str lead_phase(const struct policy *p, const struct lead *l);

/* ERR_DATA, from all of them, where the way is barred: a converted lead stays
 * so, a disqualified one comes back by reopen only. */
int lead_qualify(struct model *m, struct lead *l, enum saved *how,
	struct err *e);
/* Asleep until `wake`, a day or NUM_NULL. */
int lead_nurture(struct model *m, struct lead *l, int64_t wake,
	enum saved *how, struct err *e);
/* A reason is required where the policy lists some; null keeps l's own. */
int lead_disqualify(struct model *m, struct lead *l, struct str reason,
	enum saved *how, struct err *e);
/* Disqualified or asleep, back to working. */
int lead_reopen(struct model *m, struct lead *l, enum saved *how,
	struct err *e);

struct lead_conversion {
	int64_t account, contact; /* in: given, or NUM_NULL; out: the ones */
	struct deal *deal;	  /* in: from lead_deal(), or NULL for none;
				     out: saved, with its id */
	bool new_account, new_contact;
	bool unqualified;	  /* it had not been qualified before */
};

/* A deal not yet saved, with what the lead carries over: name, owner, source,
 * campaign. The caller sets amount, close and whatever else is known. */
int lead_deal(struct model *m, const struct lead *l, struct deal **out,
	struct err *e);
/*
 * Lead to account, contact and deal, linked both ways. A contact is found by
 * its exact e-mail; an account by the contact's, by the domain of e-mail or
 * website unless a public mail domain, or by the company's exact name; what is
 * not found is made. ERR_USAGE with the candidates when more than one fits;
 * ERR_DATA when converted before, or disqualified.
 */
int lead_convert(struct model *m, struct lead *l, struct lead_conversion *c,
	struct err *e);

#endif
