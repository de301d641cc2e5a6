// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "shared/base/descriptor.h"

// What root makes belongs to the owner and group of the folder it lies in: alcovectl is typed as
// root, and the server, which has a user of its own, opens what it made. For every other user
// nothing changes hands. Each of them tells a refusal of the system by errno.
namespace alcove {

// A new file, readable by its owner only; `access` is O_WRONLY or O_RDWR. EEXIST when there is
// anything of that name, also a link: whoever may write in the folder cannot lead root elsewhere.
Descriptor make_own_file(const std::filesystem::path& file, int access);

// The file of that name, or a new one.
Descriptor open_or_make_own_file(const std::filesystem::path& file, int access);

// A new folder for its owner alone, who is that of the folder `like`. EEXIST as above.
bool make_own_folder(const std::filesystem::path& folder, const std::filesystem::path& like);

// For a file that another program's code has just made. It is opened and closed here: the system
// then gives up what locks this process has on it, so nobody may have one yet.
bool give_to_owner_of_folder(const std::filesystem::path& file);

// "." for a name alone.
std::filesystem::path folder_of(const std::filesystem::path& file);

}  // namespace alcove
