/* What other programs call our fields. */
#include "transfer/guess_part.h"

/* Headers folded (rows.h); the first field counts that the entity has: a
 * customer before a name, for a deal is not called by its account. */
static const struct {
	const char *field, *called;
} aliases[] = {
	{"company", "companyname,organization,organizationname,account,"
		"accountname"},
	{"account", "accountname,company,companyname,organization,"
		"organizationname,customer,client"},
	{"owner", "dealowner,opportunityowner,ownername,salesagent,salesrep,"
		"rep,assignedto,accountowner,contactowner,leadowner,"
		"recordowner"},
	{"team", "manager,group,office,regionaloffice"},
	{"key", "team,code,regionaloffice"},
	{"stage", "dealstage,stagename,salesstage,opportunitystage"},
	{"status", "leadstatus"},
	{"pipeline", "dealpipeline"},
	{"amount", "value,dealvalue,closevalue,dealamount"},
	{"close", "closedate,closingdate,expectedclosedate,"
		"expectedclose"},
	{"currency", "currencyisocode,dealcurrency,currencyofvalue"},
	{"probability", "dealprobability,winprobability"},
	{"source", "leadsource,originalsource,origin"},
	{"campaign", "campaignsource,campaignname"},
	{"reason", "lostreason,closedlostreason,lossreason"},
	{"next_step", "nextactivity"},
	{"industry", "sector,branch"},
	{"revenue", "annualrevenue,turnover"},
	{"employees", "numberofemployees,noofemployees,headcount"},
	{"parent", "parentaccount,parentcompany,subsidiaryof"},
	{"domain", "companydomain,companydomainname"},
	{"website", "websiteurl,url,homepage"},
	{"email", "emailaddress,primaryemail,emailwork,mail"},
	{"phone", "phonenumber,telephone,officephone,phonework"},
	{"mobile", "mobilephone,cell,mobilephonenumber"},
	{"title", "jobtitle,designation,position"},
	{"street", "mailingstreet,billingstreet,address"},
	{"city", "mailingcity,billingcity"},
	{"region", "mailingstate,billingstate,state,stateregion,province"},
	{"postal", "mailingzip,billingcode,zip,zipcode,postalcode"},
	{"country", "countryregion,mailingcountry,billingcountry"},
	{"description", "notes,note,comment"},
	{"sku", "productcode,articlenumber,itemnumber"},
	{"price", "salesprice,unitprice,listprice"},
	{"product", "productname,item"},
	{"due", "duedate"},
	{"type", "activitytype"},
	{"tag", "tags,label,labels"},
	{"name", "dealname,opportunityname,leadname,fullname,contactname,"
		"accountname,companyname,organizationname,productname,"
		"campaignname,product,account,company,organization,rep"},
	{"handle", "salesagent,salesrep,rep,username,alias"},
};

static bool
in_list(const char *list, struct str word)
{
	struct str rest = str_of(list), one;

	while (str_split(&rest, ',', &one))
		if (str_eq(one, word))
			return true;
	return false;
}

static bool
may_import(const struct field *f)
{
	return f && field_is_settable(f) && !(f->flags & F_HIDDEN);
}

const struct field *
guess_field(const struct entity *en, struct str header)
{
	const struct field *found = NULL;
	struct buf want = {0}, have = {0};

	rows_fold(header, &want);
	for (size_t i = 0; !found && i < en->nfields; i++) {
		buf_reset(&have);
		rows_fold(str_of(en->fields[i].name), &have);
		if (str_eq(buf_view(&have), buf_view(&want)) &&
			may_import(&en->fields[i]))
			found = &en->fields[i];
	}
	for (size_t i = 0; !found && i < sizeof aliases / sizeof *aliases;
		i++) {
		const struct field *f = entity_field(en,
			str_of(aliases[i].field));

		if (may_import(f) && in_list(aliases[i].called,
			buf_view(&want)))
			found = f;
	}
	buf_free(&want);
	buf_free(&have);
	return found;
}

const struct entity *
guess_entity(const struct schema *s, const struct look *look)
{
	const struct entity *best = NULL;
	size_t most = 0;

	for (size_t i = 1; i < s->n; i++) {
		const struct entity *en = schema_entity(s, (int)i);
		size_t fit = 0;

		for (size_t k = 0; en && k < look->n; k++)
			fit += guess_field(en, look->v[k].name) != NULL;
		if (fit > most || (fit == most && best && en &&
			en->number == E_DEAL)) {
			most = fit;
			best = en;
		}
	}
	return best;
}
