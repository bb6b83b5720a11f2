// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace tabletalk {

//! Tells that the system or a terminal asks the program to end: SIGTERM, SIGINT and SIGHUP, unless it was
//! started with them ignored. A second one of a kind does what it always did, so that a program that does
//! not answer can be ended. One at a time. Window thread.
class TerminationSignals : public QObject {
    Q_OBJECT
public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;
    Q_DISABLE_COPY_MOVE(TerminationSignals)

signals:
    void asked();
};

} // namespace tabletalk
