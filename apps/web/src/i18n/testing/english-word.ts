/** English words that German has not; one of them on a German page is a message that was forgotten. */
export const ENGLISH_WORD =
  /\b(the|of|and|is|are|not|now|from|to|with|by|for|this|that|what|your|were|it|its|has|have|show|close|open|back|sign|time|data|new|all|here|yet|since|ago|map|list|every|there|which|than|too|again|first|only|vehicles|speed)\b/i;
