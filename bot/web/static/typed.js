// What somebody has typed, ticked or chosen here and not sent yet, told apart from what the page itself says: it stays while the page
// comes anew, and everything else follows that page, be it that somebody changed it and changed it back. A field is known by its id.
"use strict";
const typed = (() => {
  const fields = () => [...document.querySelectorAll("#main :is(input, textarea, select)[id]")];
  const isBox = (field) => field.type === "checkbox";
  const isWords = (field) => !isBox(field) && field.localName !== "select";
  const said = (field) => (isBox(field) ? field.checked : field.value);
  const given = (field) => {
    if (isBox(field)) return field.defaultChecked;
    if (isWords(field)) return field.defaultValue;
    const options = [...field.options];
    return (options.find((one) => one.defaultSelected) ?? options[0])?.value ?? "";
  };
  const isOwn = (field) => said(field) !== given(field);
  const set = (field, value) => {
    if (said(field) === value) return;
    field[isBox(field) ? "checked" : "value"] = value;
    if (field.selectedIndex === -1) field.value = given(field); // what was chosen is there no more
  };

  // Whether somebody is at it now: a field whose words are their own, and in which they are.
  const isUnderWay = () => {
    const field = document.activeElement;
    return field?.matches("input, textarea") && isWords(field) && isOwn(field);
  };

  // Whether somebody has begun to fill in a form of an answer that is not on the page that comes.
  const isLostIn = (page) => fields().some((field) => field.closest("#told") && isOwn(field) && !page.getElementById(field.id));

  // Note what there is, but for a form that was sent; what comes back makes it so once the page has come.
  const keep = (sent) => {
    const noted = fields().filter((field) => !sent || field.form !== sent);
    const before = new Map(noted.map((field) => [field.id, { value: said(field), own: isOwn(field) }]));
    return () => {
      for (const field of fields()) {
        const was = before.get(field.id);
        if (was?.own && !(isWords(field) && field === document.activeElement)) set(field, was.value);
        if (was && !was.own && said(field) === was.value) set(field, given(field));
      }
    };
  };
  return { keep, isUnderWay, isLostIn };
})();
