// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

namespace alcove {

// A file descriptor of the system, closed when it goes; -1 is none.
class Descriptor {
 public:
  explicit Descriptor(int descriptor = -1) : descriptor_(descriptor) {}
  Descriptor(Descriptor&& other) noexcept : descriptor_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      close_now();
      descriptor_ = other.release();
    }
    return *this;
  }
  ~Descriptor() { close_now(); }

  bool valid() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }
  int release() {
    const int descriptor = descriptor_;
    descriptor_ = -1;
    return descriptor;
  }
  // False when the system could not bring the last bytes to the disk.
  bool close_now() {
    if (descriptor_ < 0) return true;
    return ::close(release()) == 0;
  }

 private:
  int descriptor_;
};

}  // namespace alcove
