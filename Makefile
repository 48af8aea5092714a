# pipe: many small programs over one library. "make help" lists the targets.

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBEXECDIR ?= $(PREFIX)/libexec/pipe
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
BUILD ?= build$(if $(SAN),-san)$(if $(STATIC),-static)
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config

# What make deps installs (Debian's names): to build, and to run the tests.
DEPS_BUILD = gcc libc6-dev pkgconf liblmdb-dev libyaml-dev libutf8proc-dev \
	libxxhash-dev libmd-dev tzdata libpango1.0-dev libcairo2-dev
DEPS_CHECK = libcmocka-dev perl sqlite3 jq mandoc man-db git python3 \
	poppler-utils fonts-dejavu-core fonts-noto-core fonts-droid-fallback
VERSION := $(shell sed -n 's/.*PIPE_VERSION "\(.*\)"/\1/p' lib/cli/version.h)

WARN = -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes \
	-Wconversion -Wformat=2 $(WERROR)
PACKAGES = lmdb yaml-0.1 libutf8proc libmd
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null)
SHARED_LIBS := $(shell $(PKG_CONFIG) $(if $(STATIC),--static) --libs \
	$(PACKAGES) 2>/dev/null || echo -llmdb -lyaml -lutf8proc -lmd)
# Their archives, where the compiler finds them: each shared library costs
# every start of every program. SHARED=1 takes the libraries.
PKG_LIBS := $(if $(SHARED)$(filter -L%,$(SHARED_LIBS)),$(SHARED_LIBS), \
	$(foreach l,$(SHARED_LIBS),$(or $(filter /%,$(if $(filter -l%,$l), \
	$(shell $(CC) -print-file-name=$(l:-l%=lib%.a)))),$l)))
CMOCKA_LIBS = $(shell $(PKG_CONFIG) --libs cmocka)

ifdef SAN
HARDEN_C = -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
HARDEN_LD = $(HARDEN_C)
else ifdef STATIC
HARDEN_C = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
	-fno-pie
HARDEN_LD = -static -no-pie -Wl,-z,relro,-z,now
else
HARDEN_C = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
	-fPIE
HARDEN_LD = -pie -Wl,-z,relro,-z,now -Wl,--as-needed
endif
# The fortified headers ask for an optimising compiler.
ifneq ($(filter -O0,$(CFLAGS)),)
HARDEN_C := $(filter-out -D_FORTIFY_SOURCE=2,$(HARDEN_C))
endif

COMPILE = $(CC) -std=c17 -D_GNU_SOURCE -Ilib \
	-DPIPE_LIBEXEC='"$(LIBEXECDIR)"' -DPIPE_MAN='"$(MANDIR)"' \
	$(PKG_CFLAGS) $(CPPFLAGS) $(WARN) $(HARDEN_C) $(CFLAGS)
LINK = $(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS)

# One program prints PDF and links what that takes; without it, it is left out.
PDF := $(shell $(PKG_CONFIG) --exists pangocairo cairo-pdf && echo yes)
PDF_SRC := $(sort $(wildcard lib/render/*.c))
PDF_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(PDF_SRC))
PDF_CFLAGS := $(shell $(PKG_CONFIG) --cflags pangocairo cairo-pdf 2>/dev/null)
PDF_LIBS := $(shell $(PKG_CONFIG) --libs pangocairo cairo-pdf 2>/dev/null)
LIB_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(PDF_SRC), \
	$(sort $(wildcard lib/*/*.c))))
CMD_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(filter-out \
	$(if $(and $(PDF),$(if $(STATIC),,y)),,cmd/pipe-render.c), \
	$(sort $(wildcard cmd/*.c))))
PROGRAMS := $(patsubst $(BUILD)/cmd/%.o,$(BUILD)/%,$(CMD_OBJ))
BLOCKS_TEST = $(BUILD)/tests/unit/store_blocks_test \
	$(BUILD)/tests/unit/store_layout_test
UNIT := $(sort $(BLOCKS_TEST) \
	$(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/*_test.c)))
UNIT_LIB := $(patsubst %.c,$(BUILD)/%.o,$(sort $(filter-out %_test.c, \
	$(wildcard tests/unit/*.c))))
PAGES := $(sort $(wildcard man/*.[1-8]))
EXAMPLES := $(sort $(wildcard man/examples/*))
EXAMPLEDIR = $(DATADIR)/doc/pipe/examples
COMPLETIONS = pipe.bash:bash-completion/completions/pipe \
	_pipe:zsh/site-functions/_pipe \
	pipe.fish:fish/vendor_completions.d/pipe.fish
LIBPIPE = $(BUILD)/libpipe.a

all: $(PROGRAMS)
	@[ -x $(BUILD)/pipe-render ] || echo 'make: pipe-render is left out:' \
		'it needs pangocairo and cairo-pdf, and no STATIC' >&2

$(LIBPIPE): $(LIB_OBJ)
	@rm -f $@
	$(AR) qcs $@ $(LIB_OBJ)

$(PROGRAMS): $(BUILD)/%: $(BUILD)/cmd/%.o $(LIBPIPE)
	$(LINK) -o $@ $(filter %.o,$^) $(LIBPIPE) $(PKG_LIBS) $(LDLIBS) \
		$(if $(filter %/pipe-render,$@),$(PDF_LIBS))

$(BUILD)/pipe-render: $(PDF_OBJ)
$(PDF_OBJ): private PKG_CFLAGS += $(PDF_CFLAGS)

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

$(filter-out $(BLOCKS_TEST),$(UNIT)): $(BUILD)/%: $(BUILD)/%.o $(UNIT_LIB) $(LIBPIPE)
	$(LINK) -o $@ $< $(UNIT_LIB) $(LIBPIPE) $(CMOCKA_LIBS) $(PKG_LIBS) \
		$(LDLIBS)

# Tests of a store with blocks of sixteen rows.
BLOCKS_OBJ := $(patsubst lib/%.c,$(BUILD)/blocks/%.o,$(sort \
	$(wildcard lib/store/*.c)))

$(BUILD)/blocks/%.o: lib/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(COMPILE) -DBLOCK_ROWS=16 -MMD -MP -c -o $@ $<

blocks: $(BLOCKS_OBJ)
$(BUILD)/tests/unit/store_blocks_test: $(BUILD)/tests/unit/store_property_test.o
$(BUILD)/tests/unit/store_layout_test: $(BUILD)/tests/unit/store_layout_test.o
$(BLOCKS_TEST): $(UNIT_LIB) $(BLOCKS_OBJ) $(LIBPIPE)
	$(LINK) -o $@ $(filter %_test.o,$^) $(UNIT_LIB) $(BLOCKS_OBJ) \
		$(LIBPIPE) $(CMOCKA_LIBS) $(PKG_LIBS) $(LDLIBS)

# Everything is built again when the compiler or a flag changes.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(COMPILE) $(LINK) $(PKG_LIBS))' | cmp -s - $@ || \
	echo '$(subst ','\'',$(COMPILE) $(LINK) $(PKG_LIBS))' >$@

dev: ; $(MAKE) all WERROR=-Werror

deps: ; @tests/tools/deps.sh $(DEPS_BUILD) $(DEPS_CHECK)
deps-build: ; @tests/tools/deps.sh $(DEPS_BUILD)

# A second make, because the packages may just have come.
JOBS = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))
demo: deps-build
	@$(MAKE) --no-print-directory -s $(JOBS) all
	@BUILD='$(BUILD)' tests/tools/demo.sh

check: deps
	@$(MAKE) --no-print-directory $(JOBS) check-run

check-run: all layers $(UNIT)
	BUILD='$(abspath $(BUILD))' CMOCKA_MESSAGE_OUTPUT=TAP SAN='$(SAN)' \
		prove -j2 -e tests/tools/exec.sh $(PROVE) $(or $(T),$(UNIT) \
		$(sort $(wildcard tests/*.t)))

layers: ; @tests/tools/layers.sh
lint: layers
	@tests/tools/style.sh
	@if [ -n '$(PAGES)' ]; then mandoc -T lint -W warning $(PAGES); fi

bench: all ; BUILD='$(abspath $(BUILD))' tests/bench/run.sh
torture: all ; BUILD='$(abspath $(BUILD))' tests/torture/run.sh
fuzz: ; BUILD='$(abspath $(BUILD))' tests/fuzz/run.sh

install: all install-examples
	install -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(LIBEXECDIR)'
	install -m 755 $(BUILD)/pipe '$(DESTDIR)$(BINDIR)/'
	install -m 755 $(filter $(BUILD)/pipe-%,$(PROGRAMS)) \
		'$(DESTDIR)$(LIBEXECDIR)/'
	@for f in $(PAGES); do \
		d='$(DESTDIR)$(MANDIR)'/man$${f##*.}; \
		install -d "$$d" && install -m 644 $$f "$$d/" || exit 1; done
	@for c in $(COMPLETIONS); do install -D -m 644 completions/$${c%%:*} \
		'$(DESTDIR)$(DATADIR)'/$${c#*:} || exit 1; done

# Units and crontabs name the programs as they are installed.
install-examples:
	@install -d '$(DESTDIR)$(EXAMPLEDIR)'
	@for f in $(EXAMPLES); do \
		to='$(DESTDIR)$(EXAMPLEDIR)'/$${f##*/}; \
		sed 's|/usr/local/bin/|$(BINDIR)/|' $$f >"$$to" && \
		chmod 644 "$$to" || exit 1; done

uninstall:
	rm -f '$(DESTDIR)$(BINDIR)/pipe'
	rm -f $(patsubst $(BUILD)/%,'$(DESTDIR)$(LIBEXECDIR)/%',$(filter \
		$(BUILD)/pipe-%,$(PROGRAMS)))
	@rmdir '$(DESTDIR)$(LIBEXECDIR)' 2>/dev/null || :
	@for f in $(PAGES); do \
		rm -f '$(DESTDIR)$(MANDIR)'/man$${f##*.}/$${f#man/}; done
	@for f in $(EXAMPLES); do \
		rm -f '$(DESTDIR)$(EXAMPLEDIR)'/$${f##*/}; done
	@rmdir '$(DESTDIR)$(EXAMPLEDIR)' 2>/dev/null || :
	@for c in $(COMPLETIONS); do \
		rm -f '$(DESTDIR)$(DATADIR)'/$${c#*:}; done

# The same commit gives the same bytes.
dist:
	@mkdir -p $(BUILD)
	git ls-files -z | tar --null -T - --sort=name --owner=0 --group=0 \
		--numeric-owner --mode=u+rw,go=rX --transform \
		's|^|pipe-$(VERSION)/|' --mtime=@$${SOURCE_DATE_EPOCH:-$$(git \
		log -1 --format=%ct)} -c | gzip -n >$(BUILD)/pipe-$(VERSION).tar.gz

clean: ; rm -rf $(BUILD)

help:
	@echo 'all check install uninstall clean dist lint layers bench' \
		'torture fuzz demo deps dev'
	@echo 'with STATIC=1 SHARED=1 SAN=1 PREFIX= DESTDIR= CC= CFLAGS= BUILD=' \
		'T=TESTS SEED='

FORCE:
.PHONY: all blocks dev deps deps-build demo check check-run layers lint bench \
	torture fuzz install install-examples uninstall dist clean help FORCE
.SECONDARY:
-include $(LIB_OBJ:.o=.d) $(PDF_OBJ:.o=.d) $(BLOCKS_OBJ:.o=.d) $(CMD_OBJ:.o=.d) $(UNIT:=.d) $(UNIT_LIB:.o=.d)
