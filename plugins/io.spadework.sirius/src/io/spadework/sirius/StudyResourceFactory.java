package io.spadework.sirius;

import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;

import io.spadework.model.Studies;

/** Makes the resources in which a session of Sirius reads and writes studies: with the same care, and to the same text, as everywhere in Spadework. */
public final class StudyResourceFactory implements Resource.Factory {

	@Override
	public Resource createResource(URI uri) {
		return Studies.factory().createResource(uri);
	}
}
