/* html.h - the rules of style of a page. Private to out/. */
#ifndef OUT_HTML_H
#define OUT_HTML_H

extern const char html_style[];

#endif
