package io.spadework.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.xmi.XMLResource;
import org.eclipse.emf.ecore.xmi.impl.XMIResourceImpl;

/** A study as XMI: inspected before anything is built from it, written the same way every time, one element a line. */
final class StudyResource extends XMIResourceImpl {

	/** What messages call the file. */
	private final String name;
	/** Format version that the file had, where it was an older one. */
	private int older;

	StudyResource(URI uri, String name) {
		super(uri);
		this.name = name;
		setEncoding("UTF-8");
		getDefaultSaveOptions().put(XMLResource.OPTION_ENCODING, "UTF-8");
		getDefaultSaveOptions().put(XMLResource.OPTION_FORMATTED, Boolean.TRUE);
		getDefaultSaveOptions().put(Resource.OPTION_LINE_DELIMITER, "\n");
		getDefaultLoadOptions().put(XMLResource.OPTION_PARSER_FEATURES, StudyReader.SAFE_FEATURES);
		getDefaultLoadOptions().put(XMLResource.OPTION_USE_PACKAGE_NS_URI_AS_LOCATION, Boolean.FALSE);
		// else each reference to an element further down would be looked for in all that was read so far
		getDefaultLoadOptions().put(XMLResource.OPTION_DEFER_IDREF_RESOLUTION, Boolean.TRUE);
	}

	@Override
	public void doLoad(InputStream in, Map<?, ?> options) throws IOException {
		byte[] text = StudyReader.read(in, name);
		older = 0;
		try {
			int version = new Inspection(name).inspect(text);
			if (version != Inspection.VERSION) {
				text = Migration.migrate(text, name);
				new Inspection(name).inspect(text);
				older = version;
			}
		} catch (StudyException e) {
			throw new IOException(e.getMessage(), e);
		}
		// without a table of ids every reference would be looked up by walking the whole study
		setIntrinsicIDToEObjectMap(new HashMap<>());
		try {
			super.doLoad(new ByteArrayInputStream(text), options);
		} finally {
			setIntrinsicIDToEObjectMap(null);
		}
	}

	/** The older format version that the study was read from; 0 where it was of this one, or has been saved since. */
	int older() {
		return older;
	}

	@Override
	public void doSave(OutputStream out, Map<?, ?> options) throws IOException {
		getContents().forEach(Ids::complete);
		super.doSave(out, options);
		older = 0;
	}

	/** Every element gets an id as soon as it belongs to the file, so that references to it can be written. */
	@Override
	protected void attachedHelper(EObject object) {
		if (!isLoading) {
			Ids.complete(object);
		}
		super.attachedHelper(object);
	}
}
