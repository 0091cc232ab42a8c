package io.spadework.model.templates;

import java.util.List;
import java.util.stream.Collectors;

/** The architectures that a study can begin with. */
public final class Templates {

	private static final List<Template> ALL = List.of(SpadeTemplate.normal(), SpadeTemplate.more(), SpadeTemplate.most(), SpadeTemplate.vae(), Pix2pixHdTemplate.global(),
			Pix2pixHdTemplate.enhanced(), Pix2pixHdTemplate.enhancedTwice(), CrnTemplate.plain(), new UnetTemplate(),
			CrnTemplate.spade(), Pix2pixHdTemplate.spade(), SegmenterTemplate.unet(), SegmenterTemplate.features(),
			SegmenterTemplate.fcn(), SegmenterTemplate.deepLab());

	private Templates() {
	}

	/** All templates. */
	public static List<Template> all() {
		return ALL;
	}

	/** The template of a name; throws {@link IllegalArgumentException}, listing the names, where there is none. */
	public static Template named(String name) {
		return ALL.stream().filter(template -> template.name().equals(name)).findFirst()
				.orElseThrow(() -> new IllegalArgumentException(
						"no template is called " + name + "; there are " + ALL.stream().map(Template::name).collect(Collectors.joining(", "))));
	}
}
