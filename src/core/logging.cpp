// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "logging.h"

namespace tabletalk {

Q_LOGGING_CATEGORY(lcApp, "tabletalk.app", QtInfoMsg)
Q_LOGGING_CATEGORY(lcRouter, "tabletalk.router", QtInfoMsg)
Q_LOGGING_CATEGORY(lcKeyring, "tabletalk.keyring", QtInfoMsg)
Q_LOGGING_CATEGORY(lcHistory, "tabletalk.history", QtInfoMsg)
Q_LOGGING_CATEGORY(lcChat, "tabletalk.chat", QtInfoMsg)
Q_LOGGING_CATEGORY(lcWorker, "tabletalk.worker", QtInfoMsg)
Q_LOGGING_CATEGORY(lcView, "tabletalk.view", QtInfoMsg)

} // namespace tabletalk
