//! Size classes: steps of 16 bytes up to 256, then four per doubling up to 4 KiB.

/// The number of size classes.
pub const SIZE_CLASSES: usize = 32;

/// Objects above this size have an allocation of their own.
pub const LARGEST_CELL: usize = 4096;

const SIZES: [u16; SIZE_CLASSES] = [
    16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, //
    320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536, 1792, 2048, 2560, 3072, 3584, 4096,
];

/// From size in units of 16 bytes, rounded up, to class.
const CLASSES: [u8; LARGEST_CELL / 16 + 1] = {
    let mut table = [0; LARGEST_CELL / 16 + 1];
    let mut class = 0;
    let mut units = 0;
    while units < table.len() {
        if units * 16 > SIZES[class] as usize {
            class += 1;
        }
        table[units] = class as u8;
        units += 1;
    }
    table
};

/// The size class of an object of `size` bytes, at most [`LARGEST_CELL`].
#[inline(always)]
pub const fn size_class(size: usize) -> u8 {
    CLASSES[size.div_ceil(16)]
}

/// The bytes of a cell of that class.
#[inline(always)]
pub const fn cell_size(class: u8) -> usize {
    SIZES[class as usize] as usize
}
