// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "documentrole.h"
#include "formularole.h"
#include "ingestrole.h"
#include "queryrole.h"
#include "serve.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

using namespace tabletalk;

namespace {

std::unique_ptr<Role> makeRole(const char *name)
{
    if (std::strcmp(name, "document") == 0)
        return std::make_unique<DocumentRole>();
    if (std::strcmp(name, "formula") == 0)
        return std::make_unique<FormulaRole>();
    if (std::strcmp(name, "ingest") == 0)
        return std::make_unique<IngestRole>();
    if (std::strcmp(name, "query") == 0)
        return std::make_unique<QueryRole>();
    return nullptr;
}

} // namespace

//! Started by Tabletalk, which is on the other end of the socket.
int main(int argc, char *argv[])
{
    const std::unique_ptr<Role> role = argc == 2 ? makeRole(argv[1]) : nullptr;
    if (!role) {
        std::fputs("tabletalk-worker is started by tabletalk.\n", stderr);
        return EXIT_FAILURE;
    }
    return serve(*role);
}
