// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>

namespace tabletalk {

//! The line under a form that says what came of it: plain text (it may quote a server), wrapped, hidden
//! while there is nothing to say. Assistive tools know it as "Status" and read the text as its description.
class StatusLabel : public QLabel {
    Q_OBJECT
public:
    explicit StatusLabel(QWidget *parent = nullptr);

    void say(const QString &text);
};

} // namespace tabletalk
