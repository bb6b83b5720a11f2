// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "endpoint.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace tabletalk {

//! What the program was started with.
struct CommandLine {
    std::optional<Endpoint> endpoint; //!< --router, else TABLETALK_ROUTER
    QString dataDir; //!< absolute; the platform's folder unless given
    QString model; //!< canonical, may be empty
    QStringList files; //!< absolute paths
    bool isDemo = false;

    //! What a person asked to read instead of starting; printed, then the program ends.
    QString textToPrint;

    //! `arguments` as QCoreApplication has them, the program's name first. An error is a usage error.
    static Result<CommandLine> parse(const QStringList &arguments);
};

} // namespace tabletalk
