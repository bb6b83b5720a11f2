// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secret.h"
#include "serverscript.h"

#include <QJsonObject>

namespace tabletalk {

//! What the demo Router answers to each request, as a script: the same endpoints, shapes, demands and
//! failures as the real one. The cues that make it fail are listed with DemoRouter. Any thread.
class DemoService {
public:
    explicit DemoService(Secret key)
        : m_key(std::move(key))
    {
    }

    Script answer(const ReceivedRequest &request) const;

private:
    Script complete(const QJsonObject &request) const;

    Secret m_key;
};

} // namespace tabletalk
