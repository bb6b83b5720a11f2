// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "contextfit.h"

#include <QDialog>

#include <memory>

namespace tabletalk {

namespace Ui {
class LeaveOutDialog;
}

//! Shows which of the oldest turns of a conversation stay behind when it does not fit, and what is sent
//! then; a person may choose more or fewer.
class LeaveOutDialog : public QDialog {
    Q_OBJECT
public:
    //! `fit` has turns that can be left out.
    explicit LeaveOutDialog(const ContextFit &fit, QWidget *parent = nullptr);
    ~LeaveOutDialog() override;

    int leftOutTurns() const;
    //! For the next messages, too.
    bool isForAll() const;

private:
    void fillTree();
    void showChoice();

    std::unique_ptr<Ui::LeaveOutDialog> m_ui;
    ContextFit m_fit;
};

} // namespace tabletalk
