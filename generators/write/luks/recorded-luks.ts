/** Bytes of each recorded header. */
export const recordedHeaderBytes = 592;

/** A recorded LUKS header. */
export interface RecordedLuks {
  /** The bytes of the header: raw deflate, in Base64. */
  readonly header: string;
  /** Bytes of the header with the key material of its active slots. */
  readonly length: number;
}

/**
 * LUKS headers by the passwords that open them, as `qemu-img create -o encrypt.format=luks,encrypt.iter-time=1` of 11.1
 * wrote them. One field is changed: the digest of the master key (bytes 112 to 131) is that of the key that comes out
 * of key material that is all zeros. So the material, some 256 KiB of noise in a recorded file, is a hole instead.
 * qemu-img 5.2, 7.2, 10.0 and 11.1 open each header with its password and refuse other passwords: that is the proof,
 * not the program that computed the digests.
 */
export const recordedLuks: ReadonlyMap<string, RecordedLuks> = new Map([
  // AES-256 in mode XTS, plain64, SHA-256: the default of qemu-img.
  [
    's3cret',
    {
      header:
        '8wn1Dt61j4ExMbWYAR+oKCnWLchJzMwzM8EqX5yRaGRqhs8E/hNAwsGrxPxouoGa9GKPjzxHrjub9R7Z4rVY2Vf6uJ+4bE23' +
        'Y9KMOJMi3fPSZW7nRJuN/++cu4d7fi8DA/OLJLOUNLNEA0tds7RUQ12T5FRzXUtD0xRdAyNLoxTTtCQDcwNTsDVrCj8zMPAd' +
        'T/tccU9lPe/LumsL9iXq2mqrxv0IMwnUrm8/tyy/+Y2jMlAlB9BNCxgY7q1lIAowMZCmnvkHaepZP5Cmnv0Faeo5H5CmnvsG' +
        'aep5L4DUAwA=',
      length: 260_096,
    },
  ],
  // AES-128 in mode XTS, plain, SHA-512. The first of two key slots takes another password.
  [
    'second',
    {
      header:
        '8wn1Dt61j4ExMbWYAR+oKCnWLchJzMzDIV+ckWhqaITPBA4OIKGQvNGp3cymim/TVSabA35ti5/9n+Xy+H3DnlKOksigW2xG' +
        'v0R6mS5JT79R1vnuyNGprgH387T+MzAwv0g2MDA2NjNJ0U1LMTLSNUk1TdJNNEtL1DVMS05MMjVOMUtKNgZbs6bwMwMDW1CR' +
        '+LmL1ybf4tTynDL/62UBrnmPyjYuk3E5Zrb9+X/JaemfQQ5iYOBfAFWftuZuQ1313Xyud7mFLDY5+QEXP+Q5S52eu2d5d3rA' +
        '3rUHFzIwMELUM9xby0AUYCJRPTOJ6llIVM9Kono2EtWzg9UDAA==',
      length: 263_168,
    },
  ],
  // AES-256 in mode CBC, ESSIV by SHA-256, SHA-1.
  [
    'essiv',
    {
      header:
        '8wn1Dt61j4ExMbWYAR9ITkrWTS0uziyzKs5INDI1Q5cHihriNYCBgwNIKFwQTGsRmV3zPGsrt9xKTkE+NoVlLB9dZ529VX+v' +
        'hGFLtLdS5feqZ38YuVS0Z070z4zbp6KgtpKBgfmFsaGJUbKxSbKupWWqma5JirG5bpKBabKucZKBmamBkWWipVky2Jo1hZ8Z' +
        'GPirpK1cu+U2hUzJO9d7P6rja/Wkr6Ldifb7NrqkH1ntt4xjFchBQHULGBjurWUgCjCSqJ6JRPXMJKpnIVE9K4nq2UhUzw5W' +
        'DwA=',
      length: 132_096,
    },
  ],
  // AES-128 in mode CBC, plain64, SHA-384.
  [
    'naïve',
    {
      header:
        '8wn1Dt61j4ExMbWYAR9ITkrWLchJzMwzM8EqX5yRaGxhgs8EFg4gIfDqq9Wnppz5qbJ/xI8smuiqZPd9kvry/HVhkhcknTdv' +
        '/Nfcu1tLt+309bBEjrJKhqQ1BpcEgl4xMDC/MDBItbA0TjLRTUo2M9Y1MU8x0rW0MDTTNTAySjQzSDVLM0k1AluzpvAzAwOb' +
        'bcn5xt8K50NNzx5iO67YERkyq8p0OeOTV6c3VUisWFdc0g9UCXQP/wIGhntrGYgDHaSpZyTRfEYSzWci0XwmEs1nJtF8ZrD5' +
        'AA==',
      length: 68_096,
    },
  ],
  // Serpent-256 in mode XTS, plain64, SHA-256.
  [
    'serpent',
    {
      header:
        '8wn1Dt61j4GxOLWoIDWvhAEXqCgp1i3ISczMMzPBKl+ckWhkasaAB/CfYGBgcChNVeHK6zbQM3BYXOJ/R+1/u/eB3NDfWXwLAw6x' +
        'fppg1dax8mxz1T/15LWbPKcumBNXeWiG7ksGBubX5saJKWmJFsa6yeapJrom5uZpukkWJma6xqYpRgbGSaamaSYGYGvWFH5mYODf' +
        'Gfgra5kkt8TRGbrMixrmrrsidU43xcFRunx14tL7x0XWeDEwMHAwMPAvYGC4t5aBKMDEQJp65h+kqWf9QJp69hekqed8QJp67huk' +
        'qee9AFIPAA==',
      length: 260_096,
    },
  ],
  // Twofish-256 in mode CBC, ESSIV by SHA-256, SHA-512.
  [
    'twofish',
    {
      header:
        '8wn1Dt61j4GxpDw/LbM4gwEXSE5K1k0tLs4ssyrOSDQyNUOXL85INDU0YsADODgYGBgUkioiYg76pBmWh4g83/LnEe+qY3c1er9F' +
        'Gd/0eHJZUsRX3FrFeVr0BKYP7GcebWH7/maWc8viTgYG5hcW5qkGRmaWybrGJokGuiapFqm6iUnm5rppRpbmlkZGhkZmFolga9YU' +
        'fmZgYFdbtuPiL02B296TLqblTgg+s+7lZeOsKLFt24we+Z09fFVfD+QgBgb+BQwM99YyEAUYSVTPRKJ6ZhLVs5ConpVE9WwkqmcH' +
        'qwcA',
      length: 132_096,
    },
  ],
  // CAST-128 in mode CTR, plain64, SHA-1.
  [
    'cast5',
    {
      header:
        '8wn1Dt61j4ExObG4xJQBN0guKdItyEnMzDMzwSpfnJFoyIAXsHAwMDAIHBKs65vTXZO8N9lxBet6cf5pHI/Pxb2eMDvW9bRoWYv4' +
        '3cq0akn7lU3H094f+dPN9Gv3H8OpLgwMzC+MjM3SDAwNjHWT00yNdU0szSx0ExMNzXXNLcySDUxSLVOMLC3B1qwp/MzAIOe1KISt' +
        'ukqS0SWnKMdybkTXrNWbme2/a+rvfZ7hxsL+OvsQAwMDBwMD/wIGhntrGYgDHaSpZyTRfEYSzWci0XwmEs1nJtF8ZrD5AA==',
      length: 68_096,
    },
  ],
]);
