/** A codec described as plain data. */
export type CodecSchema =
  | { readonly kind: 'float64' | 'optional-float64' | 'uint32' | 'flag' | 'text' | 'float64-list' | 'json' }
  | { readonly kind: 'one-of'; readonly words: readonly string[] }
  | { readonly kind: 'list'; readonly item: CodecSchema }
  | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly schema: CodecSchema }[] }
  | { readonly kind: 'tagged'; readonly cases: readonly { readonly name: string; readonly schema: CodecSchema }[] };
