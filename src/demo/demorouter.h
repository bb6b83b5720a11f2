// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "endpoint.h"
#include "secret.h"

#include <QThread>

#include <optional>

namespace tabletalk {

class ScriptedServer;

//! The Router behind `tabletalk --demo`: on loopback, in a thread of its own, with a key of its own. It
//! speaks the real one's language, streams prepared answers at a natural pace, and needs no network. It
//! lives as long as this object; window thread.
//!
//! A message that contains one of these cues gets what it asks for, so that every failure can be seen:
//!
//!     demo: error 429   that status and a fitting error body; any from 400 to 599
//!     demo: error mid   an error in the middle of the answer
//!     demo: cut         the connection ends in the middle of the answer
//!     demo: empty       a complete answer without text
//!     demo: html        a web page instead of an answer
//!     demo: silent      no answer at all
//!     demo: slow        two tokens a second
//!     demo: long        some twenty thousand tokens, fast
//!     demo: wrong       about a table: a figure that is in none of the results
//!     demo: tool        a call of the first tool that the request offers; the result is then repeated
class DemoRouter {
public:
    DemoRouter();
    ~DemoRouter();
    Q_DISABLE_COPY_MOVE(DemoRouter)

    //! Where it listens; empty when loopback gives it no port. Takes a few milliseconds; once.
    std::optional<Endpoint> start();
    //! The one key it accepts.
    const Secret &key() const { return m_key; }

private:
    Secret m_key;
    QThread m_thread;
    ScriptedServer *m_server = nullptr; // lives in, and is deleted by, the thread
};

} // namespace tabletalk
