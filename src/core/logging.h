// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLoggingCategory>

//! Every logging category there is, listed in the README with how to turn it on. No category ever logs
//! message text, keys or tokens.
namespace tabletalk {

Q_DECLARE_LOGGING_CATEGORY(lcApp) // tabletalk.app: start, instance, data folder
Q_DECLARE_LOGGING_CATEGORY(lcRouter) // tabletalk.router: requests, statuses, durations
Q_DECLARE_LOGGING_CATEGORY(lcKeyring) // tabletalk.keyring: credential store answers
Q_DECLARE_LOGGING_CATEGORY(lcHistory) // tabletalk.history: schema, writes that failed
Q_DECLARE_LOGGING_CATEGORY(lcChat) // tabletalk.chat: sessions and their states
Q_DECLARE_LOGGING_CATEGORY(lcWorker) // tabletalk.worker: the helper process, its starts and deaths
Q_DECLARE_LOGGING_CATEGORY(lcView) // tabletalk.view: layout and cache

} // namespace tabletalk
