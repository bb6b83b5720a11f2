// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keycheck.h"

#include "whenfinished.h"

namespace tabletalk {

namespace {

//! Below 16 some providers refuse the request.
constexpr int kMaxTokens = 16;

Result<KeyStatus> verdictOf(const CompletionOutcome &outcome)
{
    const KeyStatus accepted{.verdict = KeyStatus::Verdict::Accepted};
    if (!outcome.error)
        return accepted;
    switch (outcome.error->kind) {
    case ErrorKind::Unauthorized:
        return KeyStatus{.verdict = KeyStatus::Verdict::Refused};
    case ErrorKind::EmptyAnswer:
    case ErrorKind::CutShort:
        return accepted; // sixteen tokens may be too few to say anything; the key was let in
    default:
        return *outcome.error;
    }
}

} // namespace

KeyCheck::KeyCheck(ApiKeys &keys, RouterInfo &router, CompletionService &completions, QObject *parent)
    : QObject(parent)
    , m_keys(keys)
    , m_router(router)
    , m_completions(completions)
{
}

KeyCheck::~KeyCheck() = default;

void KeyCheck::check(const Endpoint &endpoint, const std::optional<Secret> &typed, const QString &keyId)
{
    withKey(endpoint, typed, keyId, [this, endpoint](const Secret &key) {
        const int generation = m_generation;
        whenFinished(m_router.checkKey(endpoint, key), this,
                     [this, generation](const Result<KeyStatus> &result) {
                         if (generation == m_generation)
                             finish(result);
                     });
    });
}

void KeyCheck::checkByMessage(const Endpoint &endpoint, const std::optional<Secret> &typed,
                              const QString &model, const QString &keyId)
{
    withKey(endpoint, typed, keyId, [this, endpoint, model](const Secret &key) {
        CompletionRequest request;
        request.endpoint = endpoint;
        request.key = key;
        request.model = model;
        request.messages = {WireMessage{.text = QStringLiteral("Hi")}};
        request.parameters.maxTokens = kMaxTokens;
        m_stream = m_completions.start(request);
        connect(m_stream.get(), &CompletionStream::finished, this,
                [this](const CompletionOutcome &outcome) { finish(verdictOf(outcome)); });
    });
}

void KeyCheck::cancel()
{
    ++m_generation;
    m_running = false;
    m_stream.reset();
}

template <class Use>
void KeyCheck::withKey(const Endpoint &endpoint, const std::optional<Secret> &typed, const QString &keyId,
                       Use use)
{
    cancel();
    m_running = true;
    if (typed) {
        use(*typed);
        return;
    }
    whenFinished(m_keys.keyFor(endpoint, keyId), this,
                 [this, use, generation = m_generation](const Result<KeyInUse> &key) {
                     if (generation != m_generation)
                         return;
                     if (key)
                         use(key->key);
                     else
                         finish(key.error());
                 });
}

void KeyCheck::finish(const Result<KeyStatus> &result)
{
    m_running = false;
    if (m_stream) {
        // The stream is the one who is speaking: it may not be deleted under its own feet.
        m_stream.release()->deleteLater();
    }
    emit finished(result);
}

} // namespace tabletalk
