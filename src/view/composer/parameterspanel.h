// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "parameters.h"

#include <QFrame>

#include <memory>

namespace tabletalk {

namespace Ui {
class ParametersPanel;
}

//! A conversation's instructions and parameters, in a popup. What was not touched stays the model's
//! default and is not sent. Whoever owns the conversation sets the values and keeps the changes.
class ParametersPanel : public QFrame {
    Q_OBJECT
public:
    explicit ParametersPanel(QWidget *parent = nullptr);
    ~ParametersPanel() override;

    Parameters parameters() const;
    //! Emits nothing.
    void setParameters(const Parameters &parameters);
    //! Emits nothing.
    void setInstructions(const QString &instructions);
    void openAt(const QWidget *anchor);
    void focusTokenLimit();

signals:
    void parametersChanged(const tabletalk::Parameters &parameters);
    void instructionsChanged(const QString &instructions);

private:
    void takeChange();
    void showTouched();

    std::unique_ptr<Ui::ParametersPanel> m_ui;
    bool m_isSetting = false; //!< the values come from outside
};

} // namespace tabletalk
