// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demorouter.h"

#include <QCoreApplication>

#include <cstdio>

//! The demo Router on its own: prints its URL and its key, and runs until it is killed.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    tabletalk::DemoRouter router;
    const auto endpoint = router.start();
    if (!endpoint)
        return 1;
    std::printf("%s %s\n", qPrintable(endpoint->toString()), router.key().reveal().constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
