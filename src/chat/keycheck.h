// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "apikeys.h"
#include "completion.h"
#include "routerinfo.h"

#include <QObject>

#include <memory>
#include <optional>

namespace tabletalk {

//! Finds out whether a key works: for free where the endpoint can tell, else with one tiny completion,
//! which costs a fraction of a cent and is sent only when asked for. One check at a time: a newer one, or
//! cancel(), silences the older. Window thread.
class KeyCheck : public QObject {
    Q_OBJECT
public:
    //! The services outlive this object.
    KeyCheck(ApiKeys &keys, RouterInfo &router, CompletionService &completions, QObject *parent = nullptr);
    ~KeyCheck() override;

    //! Checks `typed`; if there is none, the endpoint's key with this id, or the active one.
    void check(const Endpoint &endpoint, const std::optional<Secret> &typed, const QString &keyId = {});
    //! The same by sending "Hi" to `model`. NotTold is no possible verdict here.
    void checkByMessage(const Endpoint &endpoint, const std::optional<Secret> &typed, const QString &model,
                        const QString &keyId = {});
    void cancel();
    bool isRunning() const { return m_running; }

signals:
    //! Exactly one per check that was not silenced. An error is no verdict.
    void finished(const tabletalk::Result<tabletalk::KeyStatus> &result);

private:
    template <class Use>
    void withKey(const Endpoint &endpoint, const std::optional<Secret> &typed, const QString &keyId, Use use);
    void finish(const Result<KeyStatus> &result);

    ApiKeys &m_keys;
    RouterInfo &m_router;
    CompletionService &m_completions;
    std::unique_ptr<CompletionStream> m_stream;
    int m_generation = 0;
    bool m_running = false;
};

} // namespace tabletalk
