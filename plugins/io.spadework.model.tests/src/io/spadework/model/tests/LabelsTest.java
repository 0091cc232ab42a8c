package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.emf.common.command.BasicCommandStack;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EClassifier;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.emf.edit.command.SetCommand;
import org.eclipse.emf.edit.domain.AdapterFactoryEditingDomain;
import org.eclipse.emf.edit.provider.IItemLabelProvider;
import org.eclipse.emf.edit.provider.IItemPropertyDescriptor;
import org.eclipse.emf.edit.provider.IItemPropertySource;
import org.eclipse.emf.edit.provider.ITreeItemContentProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.model.edit.Labels;
import io.spadework.model.edit.StudyAdapters;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Element;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;
import io.spadework.model.study.SweepAxis;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage;

class LabelsTest {

	private final Study study = Samples.landscapes("crop", "64");
	private final StudyAdapters adapters = new StudyAdapters();

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "d_conv2 | conv2: min(512, 2*ndf) filters, 4 x 4, stride 2", "to_image | to image: 3 filters, 3 x 3",
			"head | head: residual block", "block2 | block2: residual block with learned skip (fout = 4*ngf)", "residual_x | x: data, fin channels", "up1 | up1: x 2", "lrelu | lrelu: leaky relu 0.2",
			"image | image: tanh", "d_norm2 | norm2: instance", "label_map | label map", "label_map-head | label map -> head: label map",
			"head-up1 | head -> up1", "plan | two time scales: 50 epochs, batch images a step",
			"data | built-in landscapes: 10 labels, crop crop", "parameter_ngf | ngf: 64", "feature_matching | feature_matching: weight 10, mean over the scales" })
	void labelsSayTheNameAndWhatMatters(String id, String label) {
		List<Element> found = new ArrayList<>();
		study.eAllContents().forEachRemaining(each -> {
			if (((Element) each).getId().equals(id)) {
				found.add((Element) each);
			}
		});
		IItemLabelProvider labels = (IItemLabelProvider) adapters.adapt((Object) found.get(0), IItemLabelProvider.class);
		assertEquals(label, labels.getText(found.get(0)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Convolution | filters=8, kernelWidth=1, strideWidth=2 | 8 filters, 3 x 1, stride 1 x 2",
			"TransposedConvolution | filters=8, stride=2 | 8 filters, 3 x 3, stride 2", "Linear | filters=z | z filters", "Spade | hidden=64 | hidden 64",
			"ConditionalBatchNorm | classes=10 | 10 classes", "Normalisation | kind=layer, affine=true | layer, affine", "Upsample | mode=bilinear | x 2, bilinear",
			"Downsample | factor=4 | / 4, area", "ResizeToHere | mode=area | area", "Pooling | kind=average, kernel=3 | average, 3 x 3, stride 2",
			"AdaptivePooling | width=2 | average, to 1 x 2", "Padding | left=3 | reflect 1, 1, 3, 1", "Padding | mode=zero | zero 1", "Crop | top=3 | 3, 0, 0, 0",
			"Reshape | channels=6, height=5 | 6 x 5 x 1", "NoiseSource | height=4, width=5 | 1 x 4 x 5", "StyleCodeInput | size=8 | 8 numbers", "Dropout | rate=0.3 | 0.3",
			"Activation | function=softmax | softmax" })
	void labelsOfNodesSayTheirSettings(String kind, String settings, String matter) {
		Element node = (Element) StudyFactory.eINSTANCE.create((EClass) StudyPackage.eINSTANCE.getEClassifier(kind));
		node.setId("n");
		for (String setting : settings.split(", ")) {
			String[] pair = setting.split("=");
			EAttribute attribute = (EAttribute) node.eClass().getEStructuralFeature(pair[0]);
			node.eSet(attribute, EcoreUtil.createFromString(attribute.getEAttributeType(), pair[1]));
		}
		assertEquals("n: " + matter, Labels.text(node));
	}

	@Test
	void whatIsSaidOfAParameterIsCalledAsTheParameter() {
		Parameter width = StudyFactory.eINSTANCE.createParameter();
		width.setName("ngf");
		SweepAxis axis = StudyFactory.eINSTANCE.createSweepAxis();
		axis.setId("x1");
		axis.setParameter(width);
		assertEquals("ngf: no values yet", Labels.text(axis));
		axis.setLeast("4");
		axis.setMost("64");
		assertEquals("ngf: from 4 to 64", Labels.text(axis));
		axis.setValues("8; 16");
		assertEquals("ngf: 8; 16", Labels.text(axis));
		ParameterOverride override = StudyFactory.eINSTANCE.createParameterOverride();
		override.setId("x2");
		override.setParameter(width);
		override.setValue("32");
		assertEquals("ngf: 32", Labels.text(override));
	}

	@Test
	void everyKindHasALabelEvenBeforeItHasAName() {
		for (EClassifier classifier : StudyPackage.eINSTANCE.getEClassifiers()) {
			if (classifier instanceof EClass kind && !kind.isAbstract()) {
				Element fresh = (Element) StudyFactory.eINSTANCE.create(kind);
				assertTrue(!Labels.text(fresh).isBlank(), kind.getName());
			}
		}
	}

	@Test
	void treesShowWhatAStudyHolds() {
		ITreeItemContentProvider content = (ITreeItemContentProvider) adapters.adapt((Object) study, ITreeItemContentProvider.class);
		assertTrue(content.getChildren(study).containsAll(study.getNetworks()));
	}

	@Test
	void propertiesAreEditedThroughCommandsAndTheIdIsNot() {
		Convolution convolution = Samples.node(study, "to_image");
		AdapterFactoryEditingDomain domain = new AdapterFactoryEditingDomain(adapters, new BasicCommandStack());
		IItemPropertySource source = assertInstanceOf(IItemPropertySource.class, adapters.adapt((Object) convolution, IItemPropertySource.class));
		List<String> names = source.getPropertyDescriptors(convolution).stream().map(property -> property.getDisplayName(convolution)).toList();
		assertTrue(names.containsAll(List.of("Id", "Name", "Filters", "Kernel", "Stride", "Padding", "Bias", "Spectral Norm", "Tap")), names.toString());
		assertTrue(!names.contains("Incoming"), names.toString());
		IItemPropertyDescriptor kernel = source.getPropertyDescriptor(convolution, StudyPackage.Literals.KERNEL_NODE__KERNEL);
		assertEquals("Kernel size, or its height where a width is stated too.", kernel.getDescription(convolution));
		assertTrue(kernel.canSetProperty(convolution));
		assertTrue(!source.getPropertyDescriptor(convolution, StudyPackage.Literals.ELEMENT__ID).canSetProperty(convolution));
		domain.getCommandStack().execute(SetCommand.create(domain, convolution, StudyPackage.Literals.KERNEL_NODE__KERNEL, "7"));
		assertEquals("7", convolution.getKernel());
		domain.getCommandStack().undo();
		assertEquals("3", convolution.getKernel());
	}
}
