// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>

namespace tabletalk {

//! How a request is to depart from sending everything as usual, because a person chose so.
struct SendingChoice {
    enum class Context {
        Ask, //!< what does not fit by our estimate is not sent: the answer fails and offers the choices
        LeaveOut, //!< as many turns as it takes to fit
        SendAll, //!< whatever the estimate says
    };
    Context context = Context::Ask;
    int leaveOutTurns = 0; //!< so many of the oldest, at least
    //! Documents as files in place of their text; not set: as they were sent for the last complete answer.
    std::optional<bool> documentsAsFiles;
};

} // namespace tabletalk
