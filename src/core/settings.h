// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "datasharing.h"

#include <QObject>
#include <QSettings>
#include <QStringList>

namespace tabletalk {

//! A setting: its key in settings.ini, its type and its default in one line.
template <class T>
struct Setting {
    const char *key;
    T defaultValue;
};

enum class SendKey { Enter = 0, CtrlEnter = 1 };
enum class PaletteChoice { System = 0, Light = 1, Dark = 2 };

namespace settings {
// What a person chooses
inline const Setting<QString> routerUrl{"router/url", {}}; // empty: the default endpoint
inline const Setting<int> sendKey{"composer/sendKey", int(SendKey::Enter)};
inline const Setting<int> palette{"view/palette", int(PaletteChoice::System)};
inline const Setting<bool> wrapCode{"view/wrapCode", false};
inline const Setting<bool> dollarFormulas{"view/dollarFormulas", true}; // a single $ opens a formula
inline const Setting<int> fontPointSize{"view/fontPointSize", 0}; // 0: the desktop's
inline const Setting<QString> defaultInstructions{"conversation/defaultInstructions", {}};
inline const Setting<int> dataSharing{"tables/sharing", int(DataSharing::Results)};
inline const Setting<bool> titlesByModel{"titles/byModel", false}; // costs money
inline const Setting<QString> titleModel{"titles/model", {}};
inline const Setting<QStringList> favouriteModels{"models/favourites", {}};
inline const Setting<int> connectSeconds{"network/connectSeconds", 10};
inline const Setting<int> tlsSeconds{"network/tlsSeconds", 10};
inline const Setting<int> firstByteSeconds{"network/firstByteSeconds", 120};
inline const Setting<int> idleSeconds{"network/idleSeconds", 90};
inline const Setting<int> wholeReplySeconds{"network/wholeReplySeconds", 600};
inline const Setting<bool> notifyInBackground{"desktop/notifyInBackground", true};
// Amounts are exact decimals in USD; empty is without one. A cap counts tokens where no price is known.
inline const Setting<QString> capPerConversation{"spending/capPerConversation", {}};
inline const Setting<QString> capPerDay{"spending/capPerDay", {}};
inline const Setting<int> tokenCapPerConversation{"spending/tokenCapPerConversation", 500'000};
inline const Setting<int> tokenCapPerDay{"spending/tokenCapPerDay", 2'000'000};
inline const Setting<QString> warnAbove{"spending/warnAbove", {}};
inline const Setting<bool> notDumpable{"privacy/notDumpable", false}; // breaks desktop portals

// What the program remembers
inline const Setting<QStringList> recentModels{"models/recent", {}};
inline const Setting<QByteArray> windowGeometry{"window/geometry", {}};
inline const Setting<bool> sideBarShown{"window/sideBarShown", true};
inline const Setting<int> conversationSort{"window/conversationSort", 0}; // by last change
inline const Setting<int> sideBarWidth{"window/sideBarWidth", 0};
inline const Setting<qint64> lastConversation{"window/lastConversation", 0};
} // namespace settings

//! The settings.ini of one data folder: typed reading and writing of what `settings::` lists, and the
//! index of keys. Never holds a secret. Window thread; injected where it is needed, not a global.
class Settings : public QObject {
    Q_OBJECT
public:
    explicit Settings(const QString &filePath, QObject *parent = nullptr);

    template <class T>
    T value(const Setting<T> &setting) const
    {
        return m_file.value(QLatin1String(setting.key), QVariant::fromValue(setting.defaultValue))
            .template value<T>();
    }

    //! Written to disk within a moment; emits changed() only if the value differs.
    template <class T>
    void set(const Setting<T> &setting, const T &value)
    {
        if (m_file.contains(QLatin1String(setting.key)) && this->value(setting) == value)
            return;
        m_file.setValue(QLatin1String(setting.key), QVariant::fromValue(value));
        emit changed(QLatin1String(setting.key));
    }

    //! For the index of keys, which is a list of groups.
    QSettings &file() { return m_file; }

signals:
    void changed(QLatin1String key);

private:
    QSettings m_file;
};

} // namespace tabletalk
