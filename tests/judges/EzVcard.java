// Read each vCard named in the arguments with ez-vcard; print one JSON line for each.

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.parameter.VCardParameter;
import ezvcard.property.Address;
import ezvcard.property.Birthday;
import ezvcard.property.Email;
import ezvcard.property.ImageProperty;
import ezvcard.property.RawProperty;
import ezvcard.property.Revision;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.TextListProperty;
import ezvcard.property.TextProperty;
import ezvcard.property.Timezone;
import ezvcard.property.Uid;
import ezvcard.property.VCardProperty;
import java.io.File;
import java.io.StringWriter;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

public class EzVcard {
  public static void main(String[] paths) throws Exception {
    for (String path : paths) {
      StringWriter out = new StringWriter();
      try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
        json.writeStartArray();
        for (VCard card : Ezvcard.parse(new File(path)).all()) {
          writeCard(json, card);
        }
        json.writeEndArray();
      }
      System.out.println(out);
    }
  }

  private static void writeCard(JsonGenerator json, VCard card) throws Exception {
    json.writeStartArray();
    for (VCardProperty property : card.getProperties()) {
      json.writeStartArray();
      json.writeString(property instanceof RawProperty raw
          ? raw.getPropertyName()
          : property.getClass().getSimpleName());
      for (String value : values(property)) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static List<String> values(VCardProperty property) {
    if (property instanceof StructuredName n) {
      return List.of(text(n.getFamily()), text(n.getGiven()),
          String.join("|", n.getAdditionalNames()), String.join("|", n.getPrefixes()),
          String.join("|", n.getSuffixes()));
    }
    if (property instanceof Address a) {
      return List.of(text(a.getPoBox()), text(a.getExtendedAddress()),
          text(a.getStreetAddress()), text(a.getLocality()), text(a.getRegion()),
          text(a.getPostalCode()), text(a.getCountry()));
    }
    if (property instanceof Telephone tel) {
      String number = tel.getText() == null ? tel.getUri().toString() : tel.getText();
      return with(number, tel.getTypes());
    }
    if (property instanceof Email email) {
      return with(email.getValue(), email.getTypes());
    }
    if (property instanceof Revision revision) {
      return List.of(revision.getValue().toInstant().toString());
    }
    if (property instanceof Uid uid) {
      return List.of(text(uid.getValue()));
    }
    if (property instanceof ImageProperty image) {
      return List.of(image.getData() == null
          ? text(image.getUrl())
          : Base64.getEncoder().encodeToString(image.getData()));
    }
    if (property instanceof Birthday day) {
      return List.of(String.valueOf(day.getDate() == null
          ? day.getPartialDate() == null ? day.getText() : day.getPartialDate()
          : day.getDate().toInstant().toString().substring(0, 10)));
    }
    if (property instanceof TextListProperty list) {
      return list.getValues();
    }
    if (property instanceof TextProperty one) {
      return List.of(text(one.getValue()));
    }
    return property instanceof Timezone zone ? List.of(text(zone.getText())) : List.of();
  }

  private static List<String> with(String value, List<? extends VCardParameter> types) {
    return Stream.concat(Stream.of(value),
        types.stream().map(VCardParameter::getValue).map(String::toLowerCase)).toList();
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
