/* People, other companies, and what is said and done. */
#include "demo/demo_names.h"

const char *const demo_first[PEOPLES][FIRST_NAMES] = {
	[PEOPLE_GERMAN] = {"Birgit", "Sven", "Katrin", "Uwe", "Heike",
		"Matthias", "Silke", "Jörg", "Annika", "Dirk", "Renate",
		"Lukas", "Miriam", "Holger", "Ulrike"},
	[PEOPLE_NORDIC] = {"Ingrid", "Lars", "Maja", "Henrik", "Astrid",
		"Jens", "Kirsi", "Oskar", "Signe", "Mikko", "Freja", "Anders",
		"Liv", "Søren", "Tuula"},
	[PEOPLE_ROMANCE] = {"Camille", "Paolo", "Lucía", "Étienne", "Giulia",
		"Rafael", "Margaux", "Davide", "Beatriz", "Julien", "Chiara",
		"Mateo", "Odile", "Tiago", "Elena"},
	[PEOPLE_ENGLISH] = {"Rachel", "Owen", "Priya", "Callum", "Denise",
		"Hector", "Fiona", "Malik", "Joanne", "Stuart", "Keisha",
		"Brendan", "Alice", "Ravi", "Nora"},
};

const char *const demo_last[PEOPLES][LAST_NAMES] = {
	[PEOPLE_GERMAN] = {"Aigner", "Böttcher", "Dahlmann", "Ehlers",
		"Fuhrmann", "Gruber", "Hollmann", "Immhof", "Jansen",
		"Krüger", "Lindner", "Moser", "Neubert", "Pohlmann", "Rieger",
		"Seidl", "Tiedemann"},
	[PEOPLE_NORDIC] = {"Aalto", "Berglund", "Dahl", "Ekström", "Falk",
		"Grønvold", "Hagen", "Iversen", "Jokinen", "Kjær", "Lindqvist",
		"Moen", "Nygaard", "Ohlsson", "Palm", "Rosendal", "Salmi"},
	[PEOPLE_ROMANCE] = {"Abreu", "Bianchi", "Carvalho", "Delmas",
		"Esposito", "Fontaine", "Galli", "Herrera", "Iglesias",
		"Joubert", "Leroux", "Moretti", "Navarro", "Oliveira",
		"Perrin", "Quintana", "Ramos"},
	[PEOPLE_ENGLISH] = {"Archer", "Bexley", "Coombs", "Dawlish",
		"Ellison", "Fairley", "Goddard", "Hargreave", "Ibrahim",
		"Jessop", "Kirkby", "Langley", "Mercer", "Norwood", "Osborne",
		"Pruitt", "Redfern"},
};

const char *const demo_countries[PEOPLES][4] = {
	[PEOPLE_GERMAN] = {"DE", "AT", "CH", "DE"},
	[PEOPLE_NORDIC] = {"SE", "NO", "DK", "FI"},
	[PEOPLE_ROMANCE] = {"FR", "IT", "ES", "PT"},
	[PEOPLE_ENGLISH] = {"GB", "US", "US", "CA"},
};

const char *const demo_heads[COMPANY_HEADS] = {"Brenmoor", "Calderith",
	"Dovenhall", "Elmsgar", "Farrowick", "Gladdern", "Hestervale",
	"Ilvermoor", "Jarrowen", "Kestrove", "Lowmeer", "Mirrenfeld",
	"Nethergar", "Orbeckan", "Pellwick", "Quarnforth", "Rosskerne",
	"Silverdane", "Tarnholte", "Ulverbeck", "Vantorren", "Wexmoor",
	"Yarrowbeck", "Zellmarch"};
const char *const demo_tails[COMPANY_TAILS] = {"Foods", "Logistics", "Clinic",
	"Dairy", "Labs", "Paper", "Schools", "Brewery", "Energy", "Packaging",
	"Storage", "Textiles"};

const char *const demo_titles[TITLES] = {"Facility Manager",
	"Head of Quality", "Operations Manager", "Plant Manager", "Buyer",
	"Technical Director", "Energy Manager", "Head of Safety",
	"Managing Director", "IT Manager"};

const struct demo_topic demo_topics[TOPICS] = {
	{"pilot", NULL}, {"roll-out", NULL}, {"new building", NULL},
	{"second site", NULL}, {"sensor replacement", NULL},
	{"office air", NULL}, {"extension", NULL},
	{"cold store alarms", "food beverages logistics horticulture"},
	{"packing hall", "food beverages paper pharmaceuticals horticulture"},
	{"warehouse", "logistics food paper timber glass metal"},
	{"production hall", "glass metal paper timber electronics food"},
	{"drying kilns", "timber paper"},
	{"clean room", "pharmaceuticals electronics"},
	{"laboratories", "pharmaceuticals health care education"},
	{"ward ventilation", "health care"}, {"operating rooms",
	"health care"}, {"classrooms", "education"},
	{"server rooms", "data centres utilities"},
	{"archive climate", "culture"}, {"bath halls", "hospitality"},
};

const char *const demo_next_steps[NEXT_STEPS] = {"send the offer",
	"call the buyer back", "agree on the pilot's rooms", "site visit",
	"answer the questions of their IT", "meet the managing director",
	"send references", "clear the terms of payment",
	"walk through the contract", "ask for the budget round's outcome",
	"demonstrate the dashboard", "get the floor plans"};

const struct demo_touch demo_touches[TOUCHES] = {
	{"call", "Called to follow up", "left a voicemail", 5},
	{"call", "Talked through the offer", "wants a smaller first step", 25},
	{"call", "Call about delivery times", "six weeks are fine", 15},
	{"call", "First call", "has humidity trouble in two halls", 20},
	{"call", "Call with the buyer", "asks for three percent less", 20},
	{"call", "Called back", "on holiday until Monday", 5},
	{"email", "Sent the offer", NULL, 10},
	{"email", "Sent data sheets and references", NULL, 10},
	{"email", "Answered questions on data protection", "passed on to IT",
		20},
	{"email", "Reminded of the open offer", NULL, 5},
	{"email", "Sent the draft contract", "with their lawyers", 15},
	{"meeting", "Kick-off with quality and maintenance",
		"agreed on what a pilot must show", 60},
	{"meeting", "Offer review", "they compare two bidders", 45},
	{"meeting", "Terms with the managing director",
		"signs after the budget round", 60},
	{"meeting", "Quarterly review", "happy with the alarms", 50},
	{"visit", "Site visit", "counted forty rooms", 150},
	{"visit", "Looked at the cold store", "two doors never close", 120},
	{"visit", "Measured a week in two rooms", "values above the limit",
		180},
	{"demo", "Showed the dashboard", "liked the reports", 45},
	{"demo", "Demonstration for the works council", "no objections", 50},
	{"note", "The decision moved to the head office", NULL, 0},
	{"note", "Our contact changes jobs next month", NULL, 0},
	{"note", "Budget is set aside for this year", NULL, 0},
	{"note", "They had a bad audit, hence the hurry", NULL, 0},
};

const char *const demo_tasks[TASKS] = {"Send the offer",
	"Prepare the site visit", "Call about the open questions",
	"Check delivery times with the warehouse", "Book the demonstration",
	"Send the contract", "Ask for a reference", "Plan the installation"};

const char *const demo_rivals[RIVALS] = {"Luftoria", "Brevaton Sense",
	"Ozellic", "in-house"};

const char *const demo_needs[NEEDS] = {"alarms at night",
	"proof for the auditor", "less heating at the weekend",
	"humidity in the store", "complaints of the staff",
	"a log of temperatures", "limits of fine dust", "fewer lost batches"};

/* Two bytes of UTF-8 each. */
static const struct {
	const char *from, *to;
} accents[] = {
	{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ø", "o"}, {"å", "a"},
	{"æ", "ae"}, {"é", "e"}, {"í", "i"}, {"á", "a"}, {"ô", "o"},
	{"É", "e"},
};

static const char *
accent_off(const char *z)
{
	for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
		if (z[0] == accents[i].from[0] && z[1] == accents[i].from[1])
			return accents[i].to;
	return "";
}

void
demo_plain(const char *text, char blank, struct buf *out)
{
	for (const char *z = text; *z; z++) {
		if ((*z >= 'a' && *z <= 'z') || (*z >= '0' && *z <= '9'))
			buf_char(out, *z);
		else if (*z >= 'A' && *z <= 'Z')
			buf_char(out, (char)(*z + 32));
		else if (*z == ' ' && blank)
			buf_char(out, blank);
		else if ((unsigned char)*z >= 0xc0)
			buf_cstr(out, accent_off(z));
	}
}
