// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "endpoint.h"
#include "errorbody.h"
#include "httpvalues.h"

#include <QCoreApplication>

namespace tabletalk {

//! Turns what a server or the network did into an Error: the kind, a sentence that says what happened and
//! who said it, and the next step. The only place where the wire's failures get words. A server's own
//! text is quoted as plain text; keys and whole URLs are never in it.
class RouterErrors {
    Q_DECLARE_TR_FUNCTIONS(tabletalk::RouterErrors)

public:
    explicit RouterErrors(const Endpoint &endpoint)
        : m_host(endpoint.baseUrl().host())
    {
    }

    //! A reply whose status is no success, redirections included.
    Error fromReply(const HttpHead &head, const QByteArray &body) const;
    //! An error that came inside a 200, before or in the middle of an answer.
    Error fromAnswer(const ErrorBody &body) const;
    //! No reply, or not the whole of one. `answerBegan`: part of an answer is there and is kept.
    Error fromEnd(const HttpEnd &end, bool answerBegan) const;

    Error notTheRouter() const;
    Error malformedReply() const;
    Error replyTooLarge() const;
    //! `finishReason` as the Router said it.
    Error emptyAnswer(const QString &finishReason) const;
    Error caFileUnusable() const;
    Error noKey() const;
    Error noModel() const;

private:
    struct Statement; // a complaint with everything that bears on its meaning

    Error fromStatement(const Statement &statement) const;
    Error noCredit(const Statement &statement) const;
    Error forbidden(const Statement &statement) const;
    Error rateLimited(const Statement &statement) const;
    Error serverFailed(const Statement &statement) const;
    Error redirected(const QUrl &target) const;
    Error connectionLost(bool answerBegan) const;
    Error timedOut(HttpEnd::Cause cause, bool answerBegan) const;
    Error networkFailed(const HttpEnd &end, bool answerBegan) const;

    QString m_host;
};

//! A server may quote the key that it was sent; what people see, and what is kept, does not.
Error withoutKey(Error error, const Secret &key);

} // namespace tabletalk
