// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPushButton>

namespace tabletalk {

class ModelCatalog;
class ModelPopup;

//! The button that shows a model and opens the list to choose another. It holds the choice and nothing else:
//! whoever owns what it is chosen for keeps it, and notes it as used where it is talked to.
class ModelPicker : public QPushButton {
    Q_OBJECT
public:
    //! `catalog` outlives the picker.
    explicit ModelPicker(ModelCatalog &catalog, QWidget *parent = nullptr);

    //! Empty when none is chosen.
    QString currentModel() const { return m_current; }
    //! Also a model the list does not know. Emits nothing.
    void setCurrentModel(const QString &id);
    void openPopup();

    QSize sizeHint() const override;
    //! Room for a few letters: the name is elided.
    QSize minimumSizeHint() const override;

signals:
    //! The person chose a model; it is the current one already.
    void modelChosen(const QString &id);

protected:
    void initStyleOption(QStyleOptionButton *option) const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showCurrent();
    QString shownName() const;
    int widthBesideText() const;

    ModelCatalog &m_catalog;
    ModelPopup *m_popup = nullptr; //!< made when it is opened first
    QString m_current;
};

} // namespace tabletalk
