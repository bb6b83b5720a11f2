// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "routerinfo.h"
#include "settings.h"

#include <QDateTime>

namespace tabletalk {

//! Why a host was spoken to. The words are those in settings.ini.
enum class ContactReason { Messages, ModelList, KeyCheck, Proxy };

//! One host the program has talked to for one reason.
struct Contact {
    QString host; //!< scheme, host and port
    ContactReason reason = ContactReason::Messages;
    QDateTime first;
    QDateTime last;
};

//! Every host the program has talked to, when and why, in settings.ini. Complete by construction: it stands
//! in front of the only two services that open connections. Window thread.
class ContactLog : public CompletionService, public RouterInfo {
public:
    //! All outlive it.
    ContactLog(CompletionService &completions, RouterInfo &router, Settings &settings);

    std::unique_ptr<CompletionStream> start(const CompletionRequest &request) override;
    QFuture<Result<QList<ModelInfo>>> models(const Endpoint &endpoint, const Secret &key) override;
    QFuture<Result<KeyStatus>> checkKey(const Endpoint &endpoint, const Secret &key) override;

private:
    void note(const Endpoint &endpoint, ContactReason reason);

    CompletionService &m_completions;
    RouterInfo &m_router;
    Settings &m_settings;
};

//! What the log holds, latest first.
QList<Contact> readContacts(Settings &settings);
void forgetContacts(Settings &settings);

} // namespace tabletalk
